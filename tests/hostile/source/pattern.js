// spec M6
// A pattern a hundred thousand deep.
// ends: stack limit
// limit: 100000000
return (0, eval)('let ' + '['.repeat(1e5) + 'a' + ']'.repeat(1e5) + ' = 1');
