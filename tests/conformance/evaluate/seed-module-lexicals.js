// spec E8.10
// `__moduleShimLexicals__` are names that the code sees and that no global shows.
// gives: [5,"undefined"]
const c = new Compartment();
return [c.evaluate('hidden + 1', { __moduleShimLexicals__: { hidden: 4 } }), typeof c.globalThis.hidden];
