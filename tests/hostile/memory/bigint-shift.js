// spec M5
// A number of half a gibibit.
// ends: memory limit
return (1n << 500000000n) > 0n;
