// spec M5
// `String.raw` of an array-like that claims to be long.
// ends: compute limit
return String.raw({ raw: { length: 2 ** 40 } });
