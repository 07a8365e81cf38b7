// spec E15.2, E15.3
// A call that is refused for an unknown option does not count.
// gives: ["Error",null]
let first;
try { lockdown({ foo: 1 }); } catch (e) { first = e.name; }
return [first, lockdown()];
