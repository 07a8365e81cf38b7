// spec E8.4
// Child compartments have no `console` and no `HandledPromise` unless they are given them.
// gives: ["undefined","undefined"]
const c = new Compartment();
return [c.evaluate('typeof console'), c.evaluate('typeof HandledPromise')];
