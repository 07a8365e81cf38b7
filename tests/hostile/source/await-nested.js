// spec M6
// Fifty thousand `await` before one value.
// ends: stack limit
// limit: 100000000
return (0, eval)('async () => ' + 'await '.repeat(5e4) + '1');
