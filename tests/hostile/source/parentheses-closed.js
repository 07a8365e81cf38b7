// spec M6
// A hundred thousand pairs of parentheses.
// ends: stack limit
// limit: 60000000
return (0, eval)('('.repeat(1e5) + '1' + ')'.repeat(1e5));
