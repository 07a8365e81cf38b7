// spec M6
// A function that calls itself for ever.
// ends: stack limit
const f = n => f(n + 1) + 1;
return f(0);
