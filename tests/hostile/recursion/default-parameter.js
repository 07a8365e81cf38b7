// spec M6
// A default that calls its function.
// ends: stack limit
const f = (a = f()) => a;
return f();
