// spec E8.7
// `evaluate` gives the value of the text.
// gives: 3
return new Compartment().evaluate('1 + 2');
