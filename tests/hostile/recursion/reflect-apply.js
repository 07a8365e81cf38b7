// spec M6
// Recursion through `Reflect.apply`.
// ends: stack limit
const f = () => Reflect.apply(f, null, []) + 1;
return f();
