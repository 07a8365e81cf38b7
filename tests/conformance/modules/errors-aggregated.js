// spec E9.12
// All failures of a graph are told at once.
// throws: TypeError: Failed to load module "m" in package "c" (2 underlying failures: no a, no c
const importHook = async s => {
  if (s === 'm') return { source: `import 'a'; import 'b'; import 'c';` };
  if (s === 'b') return { source: '' };
  throw Error('no ' + s);
};
return new Compartment({ __options__: true, name: 'c', importHook }).import('m');
