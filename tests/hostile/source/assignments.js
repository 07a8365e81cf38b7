// spec M6
// A hundred thousand assignments in one expression.
// ends: stack limit
// limit: 100000000
return (0, eval)('let a; ' + 'a='.repeat(1e5) + '1');
