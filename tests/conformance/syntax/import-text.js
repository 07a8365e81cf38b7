// spec E10.7, E19.1
// The word is no import in strings, comments and names.
// gives: ["import(x)",1,2]
return new Compartment().evaluate('/* import(y) */ ["import(x)", ({ import: x => x }).import(1), 2] // import(z)');
