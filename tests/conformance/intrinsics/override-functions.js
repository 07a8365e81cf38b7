// spec E2
// Functions can have their own `call` or `name`.
// gives: [1,2,"TypeError"]
const f = function () {};
f.call = 1;
f.apply = 2;
let name;
try { f.name = 'x'; } catch (e) { name = e.name; }
return [f.call, f.apply, name];
