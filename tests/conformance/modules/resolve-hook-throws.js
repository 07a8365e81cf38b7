// spec E9.11, E9.12
// What resolveHook throws is a failure of loading.
// throws: TypeError: Failed to load module "m" in package "c" (1 underlying failures: cannot
return new Compartment({ __options__: true, name: 'c', resolveHook: () => { throw Error('cannot'); }, modules: { m: { source: `import 'x';` } } }).import('m');
