// spec M6
// Recursion through a comparator.
// ends: stack limit
const f = () => [2, 1].sort(f).length;
return f();
