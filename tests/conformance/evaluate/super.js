// spec E8.7
// There is no `super` at the top of a program.
// throws: SyntaxError
new Compartment().evaluate('super.x');
