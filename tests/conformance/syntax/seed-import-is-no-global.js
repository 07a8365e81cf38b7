// spec E10.4
// `import` is no name in an expression.
// throws: SyntaxError
return (0, eval)('import');
