// spec M3, M6
// A call with an array-like that claims to be long.
// ends: compute limit
return Math.max.apply(null, { length: 2 ** 32 - 1 });
