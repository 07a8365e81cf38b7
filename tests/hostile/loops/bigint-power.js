// spec M3
// A power with tens of millions of digits.
// ends: compute limit
return 3n ** (3n ** 16n);
