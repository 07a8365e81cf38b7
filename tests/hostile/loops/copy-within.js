// spec M3
// The longest array copied within itself.
// ends: compute limit
return new Array(2 ** 32 - 1).copyWithin(1, 0).length;
