// spec M3
// A division of long numbers.
// ends: compute limit
let q = 1n;
for (;;) q = ((1n << 1000000n) / 3n) % 7n;
