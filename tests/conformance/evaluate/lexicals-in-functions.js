// spec E8.10
// Functions of the text keep them.
// gives: 4
return new Compartment().evaluate('() => a', { __moduleShimLexicals__: { a: 4 } })();
