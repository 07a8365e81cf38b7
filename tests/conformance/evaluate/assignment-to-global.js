// spec E8.7
// Assigning a global changes the global object.
// gives: 2
const c = new Compartment({ globals: { x: 1 }, __options__: true }); c.evaluate('x = 2'); return c.globalThis.x;
