// spec M6
// A hundred thousand calls of what a call gave.
// ends: memory limit
// limit: 100000000
return (0, eval)('(f => f(f))(f => f)' + '(f => f)'.repeat(1e5));
