// spec E8.10
// They come before globals.
// gives: [1,"function"]
const c = new Compartment(); return [c.evaluate('Array', { __moduleShimLexicals__: { Array: 1 } }), c.evaluate('typeof Array')];
