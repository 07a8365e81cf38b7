// spec E8.7
// Of a text that does not parse nothing runs.
// gives: false
const c = new Compartment(); try { c.evaluate('globalThis.x = 1; )'); } catch {} return 'x' in c.globalThis;
