// spec M3
// The longest array sorted.
// ends: compute limit
return new Array(2 ** 32 - 1).sort().length;
