// spec E8.9
// On a frozen global object nothing is made.
// throws: TypeError
const c = new Compartment(); harden(c.globalThis); c.evaluate('made = 1', { sloppyGlobalsMode: true });
