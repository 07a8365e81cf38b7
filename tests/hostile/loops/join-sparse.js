// spec M3, M5
// The text of the longest array, which is empty.
// ends: memory limit
return new Array(2 ** 32 - 1).join('').length;
