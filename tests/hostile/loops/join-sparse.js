// spec M3
// The text of the longest array, which is empty.
// ends: compute limit
return new Array(2 ** 32 - 1).join('').length;
