// spec E8.10
// The text has a copy: it changes neither the object nor the globals.
// gives: [5,1,false]
const c = new Compartment(), l = { a: 1 }; return [c.evaluate('a = 5; a', { __moduleShimLexicals__: l }), l.a, 'a' in c.globalThis];
