// spec E8.4
// `harden(compartment.globalThis)` freezes it, code then cannot add to it.
// gives: [true,"TypeError",2]
const c = new Compartment();
harden(c.globalThis);
try { c.evaluate('globalThis.x = 1'); } catch (e) { return [Object.isFrozen(c.globalThis), e.name, c.evaluate('1 + 1')]; }
