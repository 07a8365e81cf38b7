// spec E8.4
// A compartment can replace a global for itself.
// gives: [1,"function"]
const c = new Compartment(); c.evaluate('Array = 1'); return [c.globalThis.Array, typeof Array];
