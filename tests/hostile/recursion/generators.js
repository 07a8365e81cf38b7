// spec M6
// Generators in generators.
// ends: stack limit
function* f() { yield* f(); }
return f().next();
