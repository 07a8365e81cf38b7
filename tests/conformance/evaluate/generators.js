// spec E8.7
// Generators of a text run on after it.
// gives: [1,2,3]
return [...new Compartment().evaluate('(function* () { let n = 1; while (n < 4) yield n++; })()')];
