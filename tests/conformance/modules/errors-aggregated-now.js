// spec E9.12
// Also by importNow.
// throws: TypeError: Failed to load module "m" in package "c" (2 underlying failures: no a, no b
const importNowHook = s => {
  if (s === 'm') return { source: `import 'a'; import 'b';` };
  throw Error('no ' + s);
};
return new Compartment({ __options__: true, name: 'c', importNowHook }).importNow('m');
