// spec E8.10
// Only own properties count.
// gives: undefined
return new Compartment().evaluate('typeof inherited', { __moduleShimLexicals__: { __proto__: { inherited: 1 } } });
