// spec E9.9, E9.12
// A hook that knows nothing gives undefined, which is no descriptor.
// throws: TypeError: Failed to load module "x" in package "c" (1 underlying failures: module descriptor must be a string or object for specifier "x" in compartment "c"
return new Compartment({ __options__: true, name: 'c', importNowHook: () => {} }).importNow('x');
