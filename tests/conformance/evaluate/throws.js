// spec E8.7
// What the text throws comes out as it is.
// gives: [true,"mine"]
const thrown = {}; const c = new Compartment({ globals: { thrown }, __options__: true }); try { c.evaluate('thrown.why = "mine"; throw thrown'); } catch (e) { return [e === thrown, e.why]; }
