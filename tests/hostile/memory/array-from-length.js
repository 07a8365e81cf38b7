// spec M5
// An array-like that claims to be long, copied.
// ends: compute limit
return Array.from({ length: 2 ** 31 }).length;
