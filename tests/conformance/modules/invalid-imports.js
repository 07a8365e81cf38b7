// spec E9.19
// imports must be strings.
// throws: TypeError: Failed to load module "m" in package "c" (1 underlying failures: Invalid module source: 'imports' must be an array of strings, got (an object) for module "m" of compartment "c"
return new Compartment({ __options__: true, name: 'c', modules: { m: { source: { imports: [1], exports: [], execute() {} } } } }).import('m');
