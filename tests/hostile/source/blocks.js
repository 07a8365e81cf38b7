// spec M6
// A hundred thousand blocks in blocks.
// ends: stack limit
// limit: 100000000
return (0, eval)('{'.repeat(1e5) + '}'.repeat(1e5));
