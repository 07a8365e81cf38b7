// spec E8.7
// There are no `export` declarations in a program.
// throws: SyntaxError
new Compartment().evaluate('export const x = 1');
