// spec E8.9
// Handlers work in sloppy globals mode.
// gives: [1,1]
const c = new Compartment(); return [c.evaluate('try { throw 1; } catch (e) { made = e; } made', { sloppyGlobalsMode: true }), c.globalThis.made];
