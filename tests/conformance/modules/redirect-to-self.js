// spec E9.13
// So is a redirect to itself.
// throws: TypeError: Failed to load module "a" in package "c" (1 underlying failures: module "a" of compartment "c" is redirected in a circle
const c = new Compartment({ __options__: true, name: 'c', importHook: s => ({ namespace: s, compartment: c }) });
return c.import('a');
