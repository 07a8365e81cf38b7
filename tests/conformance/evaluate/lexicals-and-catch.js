// spec E8.10
// Handlers work where lexicals are.
// gives: 3
return new Compartment().evaluate('try { throw a; } catch (e) { e + b; }', { __moduleShimLexicals__: { a: 1, b: 2 } });
