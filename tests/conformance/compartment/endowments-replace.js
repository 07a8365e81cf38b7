// spec E8.5
// `globals` replace what is there.
// gives: [1,2]
const c = new Compartment({ globals: { Array: 1, globalThis: 2 }, __options__: true }); return [c.evaluate('Array'), c.evaluate('globalThis')];
