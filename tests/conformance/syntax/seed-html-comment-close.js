// spec E10.5
// So is the closing, at the beginning of a line.
// throws: SyntaxError
return (0, eval)('1\n--> hidden\n');
