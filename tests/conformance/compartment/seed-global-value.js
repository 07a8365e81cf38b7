// spec E8.4
// The global object is reached from outside, and shows the globals.
// gives: ["test-compartment","test value"]
const c = new Compartment({ name: 'test-compartment', globals: { customGlobal: 'test value' }, __options__: true });
return [c.name, c.globalThis.customGlobal];
