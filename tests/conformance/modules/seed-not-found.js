// spec E9.12
// What a hook throws is in the message.
// throws: TypeError: Failed to load module "x" in package "<unknown>" (1 underlying failures: Module not found: x
const compartment = new Compartment({ __options__: true, importHook: async specifier => { throw new Error(`Module not found: ${specifier}`); } });
return compartment.import('x');
