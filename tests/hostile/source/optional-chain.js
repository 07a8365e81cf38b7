// spec M6
// A hundred thousand optional accesses.
// gives: undefined
// limit: 60000000
return (0, eval)('undefined' + '?.a'.repeat(1e5));
