// spec E8.10
// They cannot be `null`.
// throws: TypeError
new Compartment().evaluate('1', { __moduleShimLexicals__: null });
