// spec M6
// A hundred thousand arrays in arrays.
// ends: stack limit
// limit: 60000000
return (0, eval)('['.repeat(1e5) + ']'.repeat(1e5)).length;
