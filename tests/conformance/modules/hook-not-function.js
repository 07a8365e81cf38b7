// spec E9.5
// A hook that cannot be called fails when it is needed.
// throws: TypeError: Failed to load module "m" in package "<unknown>" (1 underlying failures: importHook is not a function
return new Compartment({ __options__: true, importHook: 1 }).import('m');
