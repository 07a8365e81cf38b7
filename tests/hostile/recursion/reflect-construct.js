// spec M6
// Recursion through `Reflect.construct`.
// ends: stack limit
function F() { return Reflect.construct(F, []); }
return new F();
