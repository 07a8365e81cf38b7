// spec M6
// Fifty thousand spreads in spreads.
// ends: stack limit
// limit: 100000000
return (0, eval)('[...'.repeat(5e4) + '[]' + ']'.repeat(5e4));
