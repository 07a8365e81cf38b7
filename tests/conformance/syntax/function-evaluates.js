// spec E10.1
// The `Function` of a compartment makes functions of it.
// gives: [3,true,true]
const c = new Compartment({ globals: { x: 3 }, __options__: true }), F = c.globalThis.Function; return [F('return x')(), new F('a', 'b', 'return a + b')(1, 2) === 3, F !== Function];
