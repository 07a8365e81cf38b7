// spec E10.7
// What the hook throws is what importing throws.
// throws: TypeError
const c = new Compartment({ __options__: true, importHook: async s => { throw new Error(`Module not found: ${s}`); } });
await c.import('other');
