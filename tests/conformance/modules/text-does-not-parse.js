// spec E9.7
// The error names the module and the place.
// throws: TypeError: Failed to load module "lib/m.js" in package "c" (1 underlying failures: lib/m.js:1:1: lexical name `a` declared multiple times
return new Compartment({ __options__: true, name: 'c', modules: { 'lib/m.js': { source: 'let a; let a;' } } }).import('lib/m.js');
