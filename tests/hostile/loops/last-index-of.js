// spec M3
// The longest array searched from behind.
// ends: compute limit
return new Array(2 ** 32 - 1).lastIndexOf(1);
