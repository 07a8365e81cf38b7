// spec E9.9
// The vat itself has no modules to name.
// throws: TypeError: Failed to load module "m" in package "c" (1 underlying failures: Invalid compartment in module descriptor for specifier "m" in compartment "c"
return new Compartment({ __options__: true, name: 'c', modules: { m: { namespace: 'x' } } }).import('m');
