// spec E8.7
// `this` of the code is the compartment's global object.
// gives: [true,true]
const c = new Compartment();
return [c.evaluate('this') === c.globalThis, c.evaluate('globalThis') === c.globalThis];
