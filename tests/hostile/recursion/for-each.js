// spec M6
// Recursion through `forEach`.
// ends: stack limit
const f = () => [1].forEach(f);
return f();
