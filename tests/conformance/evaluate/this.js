// spec E8.7
// `this` is the global object.
// gives: [true,true]
const c = new Compartment(); return [c.evaluate('this') === c.globalThis, c.evaluate('(() => this)()') === c.globalThis];
