// spec E8.4
// The global object of a child is not frozen by default.
// gives: [false,5]
const c = new Compartment();
c.evaluate('globalThis.added = 5');
return [Object.isFrozen(c.globalThis), c.evaluate('added')];
