// spec M6
// A hundred thousand property accesses in one expression.
// ends: compute limit
return (0, eval)('globalThis' + '.globalThis'.repeat(1e5));
