// spec M6
// Recursion through a bound function.
// ends: stack limit
const o = { f: () => o.g() + 1 };
o.g = o.f.bind(null);
return o.f();
