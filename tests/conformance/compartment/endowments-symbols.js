// spec E8.5
// Symbol keys are assigned too.
// gives: 4
const s = Symbol('s'); return new Compartment({ globals: { [s]: 4 }, __options__: true }).globalThis[s];
