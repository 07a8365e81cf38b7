// spec M6
// Recursion through `reduce`.
// ends: stack limit
const f = () => [1, 2].reduce(f);
return f();
