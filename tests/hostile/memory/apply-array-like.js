// spec M3, M6
// A call with an array-like that claims to be long.
// ends: memory limit
return Math.max.apply(null, { length: 2 ** 32 - 1 });
