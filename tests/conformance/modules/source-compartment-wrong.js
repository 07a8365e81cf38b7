// spec E9.9
// What is no compartment is refused by name.
// throws: TypeError: Failed to load module "m" in package "c" (1 underlying failures: Invalid compartment in module descriptor for specifier "m" in compartment "c"
return new Compartment({ __options__: true, name: 'c', modules: { m: { source: 'x', compartment: {} } } }).import('m');
