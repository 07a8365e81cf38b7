// spec M6
// A hundred thousand signs before one number.
// ends: stack limit
// limit: 100000000
return (0, eval)('- '.repeat(1e5) + '1');
