// spec M6
// A hundred thousand conditions in conditions.
// ends: stack limit
// limit: 100000000
return (0, eval)('0?0:'.repeat(1e5) + '1');
