// spec M6
// Fifty thousand `typeof` before one name.
// ends: stack limit
// limit: 100000000
return (0, eval)('typeof '.repeat(5e4) + 'x');
