// spec E8.7
// There is no `new.target` at the top of a program.
// throws: SyntaxError
new Compartment().evaluate('new.target');
