// spec M3
// The longest array sorted.
// ends: memory limit
return new Array(2 ** 32 - 1).sort().length;
