// spec M6
// Fifty thousand dynamic imports in each other's specifiers.
// ends: stack limit
// limit: 100000000
return (0, eval)('import('.repeat(5e4) + '"x"' + ')'.repeat(5e4));
