// spec M6
// Fifty thousand `new` before one name.
// ends: stack limit
// limit: 100000000
return (0, eval)('new '.repeat(5e4) + 'Object');
