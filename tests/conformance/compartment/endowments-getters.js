// spec E8.5
// Getters of `globals` are read once.
// gives: [1,1,1]
let n = 0; const c = new Compartment({ globals: { get x() { return ++n; } }, __options__: true }); return [c.globalThis.x, c.evaluate('x'), n];
