// spec E8.3
// No globals are given by `null` and `undefined`.
// gives: [[],[]]
return [new Compartment(null), new Compartment({ globals: undefined, __options__: true })].map(c => Object.keys(c.globalThis));
