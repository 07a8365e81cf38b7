// spec E8.10
// What cannot be written cannot be assigned.
// throws: TypeError
new Compartment().evaluate('a = 2', { __moduleShimLexicals__: Object.freeze({ a: 1 }) });
