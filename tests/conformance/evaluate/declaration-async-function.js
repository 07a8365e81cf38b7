// spec E8.7
// What a text declares ends with it.
// gives: [false,"undefined"]
const c = new Compartment(); c.evaluate('async function x() {}'); return ['x' in c.globalThis, c.evaluate('typeof x')];
