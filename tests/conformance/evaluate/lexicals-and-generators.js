// spec E8.10
// So do generators and async functions.
// gives: [[1,2],1]
const c = new Compartment(), o = { __moduleShimLexicals__: { a: 1 } }; return [[...c.evaluate('(function* () { yield a; { let b = a + 1; yield b; } })()', o)], await c.evaluate('(async () => { await null; return a; })()', o)];
