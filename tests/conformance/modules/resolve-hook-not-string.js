// spec E9.11
// resolveHook must give a string.
// throws: TypeError: Failed to load module "m" in package "c" (1 underlying failures: resolveHook must give a string for import "x" of module "m" in compartment "c", got (a number)
return new Compartment({ __options__: true, name: 'c', resolveHook: () => 1, modules: { m: { source: `import 'x';` } } }).import('m');
