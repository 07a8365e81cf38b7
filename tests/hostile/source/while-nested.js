// spec M6
// Fifty thousand loops in loops.
// ends: stack limit
// limit: 100000000
return (0, eval)('while(0)'.repeat(5e4) + '1');
