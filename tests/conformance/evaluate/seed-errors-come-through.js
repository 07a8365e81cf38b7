// spec E8.7
// What the code throws comes out as it is.
// gives: true
const own = new Error('own');
const c = new Compartment({ __options__: true, globals: { own } });
try { c.evaluate('throw own'); } catch (e) { return e === own; }
