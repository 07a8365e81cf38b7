// spec E8.7
// A function keeps its globals wherever it is called.
// gives: ["a","b"]
const [a, b] = ['a', 'b'].map(x => new Compartment({ globals: { x }, __options__: true }));
const f = a.evaluate('() => x');
b.globalThis.f = f;
return [b.evaluate('f()'), b.evaluate('x')];
