// spec M6
// Fifty thousand `yield` before one value.
// ends: stack limit
// limit: 100000000
return (0, eval)('(function* () { ' + 'yield '.repeat(5e4) + '1 })');
