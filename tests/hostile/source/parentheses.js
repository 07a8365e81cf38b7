// spec M6
// A hundred thousand opening parentheses.
// ends: stack limit
// limit: 100000000
return (0, eval)('('.repeat(1e5));
