// spec M6
// A hundred thousand expressions with commas between them.
// ends: compute limit
return (0, eval)('1' + ',1'.repeat(1e5));
