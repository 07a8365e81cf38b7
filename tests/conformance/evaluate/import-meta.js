// spec E8.7
// There is no `import.meta` in a program.
// throws: SyntaxError
new Compartment().evaluate('import.meta');
