// spec M6
// A computed key that makes the object again.
// ends: stack limit
const f = () => ({ [f()]: 1 });
return f();
