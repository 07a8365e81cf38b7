// spec E8.7
// There are no `import` declarations in a program.
// throws: SyntaxError
new Compartment().evaluate('import x from "x"');
