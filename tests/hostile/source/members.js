// spec M6
// A hundred thousand property accesses in one expression.
// ends: stack limit
// limit: 100000000
return (0, eval)('globalThis' + '.globalThis'.repeat(1e5));
