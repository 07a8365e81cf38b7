// spec E9.9
// The vat itself has no modules to name.
// throws: TypeError: Failed to load module "m" in package "c" (1 underlying failures: Cannot map module "m" to "x" in parent compartment, use {source} module descriptor
return new Compartment({ __options__: true, name: 'c', modules: { m: 'x' } }).import('m');
