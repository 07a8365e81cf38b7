// spec E10.1
// The `eval` of a compartment evaluates there.
// gives: [3,true,true]
const c = new Compartment({ globals: { x: 3 }, __options__: true }); const e = c.globalThis.eval; return [e('x'), e('this') === c.globalThis, e !== eval];
