// spec M3
// Every element of the longest array is set.
// ends: compute limit
return new Array(2 ** 32 - 1).fill(0);
