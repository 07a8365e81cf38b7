// spec M6
// A class whose static block makes the class again.
// ends: stack limit
const f = () => class { static { f(); } };
return f();
