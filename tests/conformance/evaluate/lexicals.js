// spec E8.10
// Properties of `__moduleShimLexicals__` are variables of the text.
// gives: [3,false]
const c = new Compartment(); return [c.evaluate('a + b', { __moduleShimLexicals__: { a: 1, b: 2 } }), 'a' in c.globalThis];
