// spec E8.7
// There is no `return` at the top.
// throws: SyntaxError
new Compartment().evaluate('return 1');
