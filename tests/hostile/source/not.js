// spec M6
// A hundred thousand negations.
// ends: stack limit
// limit: 100000000
return (0, eval)('!'.repeat(1e5) + '1');
