// spec E18.2
// A generator that waits between its operands keeps the first.
// gives: 11
function* g() { let a = 1; const b = yield a; return a + (a = b); }
const it = g();
it.next();
return it.next(10).value;
