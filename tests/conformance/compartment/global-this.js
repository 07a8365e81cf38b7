// spec E8.4
// `globalThis` of a compartment is its global object.
// gives: [true,true,true]
const c = new Compartment(); return [c.evaluate('globalThis') === c.globalThis, c.globalThis.globalThis === c.globalThis, c.globalThis !== globalThis];
