// spec M6
// A hundred thousand expressions with commas between them.
// ends: stack limit
// limit: 100000000
return (0, eval)('1' + ',1'.repeat(1e5));
