// spec M6
// Recursion through `apply`.
// ends: stack limit
const f = (...args) => f.apply(null, args) + 1;
return f(1, 2, 3);
