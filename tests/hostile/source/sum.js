// spec M6
// A sum of a hundred thousand numbers.
// ends: stack limit
// limit: 100000000
return (0, eval)('1' + '+1'.repeat(1e5));
