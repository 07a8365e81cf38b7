// spec E8.7
// What a text declares ends with it.
// gives: [false,"undefined"]
const c = new Compartment(); c.evaluate('class x {}'); return ['x' in c.globalThis, c.evaluate('typeof x')];
