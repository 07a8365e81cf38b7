// spec E8.4
// The global object of a child can be changed, from inside and outside.
// gives: [false,1,2]
const c = new Compartment();
c.evaluate('globalThis.x = 1');
c.globalThis.y = 2;
return [Object.isFrozen(c.globalThis), c.globalThis.x, c.evaluate('y')];
