// spec M6
// A sum of a hundred thousand numbers.
// ends: compute limit
return (0, eval)('1' + '+1'.repeat(1e5));
