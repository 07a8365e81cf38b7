// spec E8.7
// All kinds of assignment do.
// gives: [7,3,"k"]
const c = new Compartment({ globals: { a: 5, b: 2, c: null }, __options__: true }); c.evaluate('a += 2; b++; c ??= "k";'); const g = c.globalThis; return [g.a, g.b, g.c];
