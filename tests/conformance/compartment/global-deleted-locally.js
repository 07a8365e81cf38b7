// spec E8.4
// A compartment can delete a global of its own.
// gives: ["undefined","function","object"]
const c = new Compartment(); c.evaluate('delete globalThis.Map'); return [c.evaluate('typeof Map'), typeof Map, c.evaluate('typeof globalThis')];
