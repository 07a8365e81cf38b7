// spec M6
// Recursion through the mapping function of `Array.from`.
// ends: stack limit
const f = () => Array.from([1], f);
return f();
