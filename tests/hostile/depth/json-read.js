// spec M6
// JSON text with a hundred thousand opening brackets.
// throws: SyntaxError
// limit: 100000000
return JSON.parse('['.repeat(1e5));
