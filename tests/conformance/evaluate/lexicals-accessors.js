// spec E8.10
// Accessors stay accessors.
// gives: [1,2,7]
let n = 0, s; const l = { get a() { return ++n; }, set a(v) { s = v; } }; const r = new Compartment().evaluate('const r = [a, a]; a = 7; r', { __moduleShimLexicals__: l }); return [...r, s];
