// spec M6
// Recursion through the callback of `replace`.
// ends: stack limit
const f = () => 'a'.replace(/a/, f);
return f();
