// spec M6
// Recursion through the callback of `replaceAll`.
// ends: stack limit
const f = () => 'aa'.replaceAll('a', f);
return f();
