// spec M6
// Twenty thousand functions in functions.
// ends: stack limit
// limit: 100000000
return (0, eval)('(function(){'.repeat(2e4) + '})'.repeat(2e4));
