// spec M6
// Fifty thousand templates in templates.
// ends: stack limit
// limit: 100000000
return (0, eval)('`${'.repeat(5e4) + '1' + '}`'.repeat(5e4));
