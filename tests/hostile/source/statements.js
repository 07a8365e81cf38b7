// spec M3, M5
// A million statements.
// ends: memory limit
// limit: 100000000
return (0, eval)('1;'.repeat(1e6));
