// spec M6
// A parameter a hundred thousand deep.
// ends: stack limit
// limit: 100000000
return (0, eval)('(' + '{a:'.repeat(1e5) + 'a' + '}'.repeat(1e5) + ') => a');
