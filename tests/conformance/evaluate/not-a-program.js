// spec E8.7
// What is not a program is a SyntaxError.
// throws: SyntaxError
new Compartment().evaluate('let let = 1');
