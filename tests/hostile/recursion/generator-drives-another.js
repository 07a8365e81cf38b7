// spec M6
// A generator that starts another of its kind.
// ends: stack limit
function* f() { yield [...f()]; }
return [...f()];
