// spec E18.4
// And when a generator is ended.
// gives: {"value":"R","done":true}
function* g(f) { try { yield 1; } finally { try { f(null.x); } catch {} } }
const it = g(x => x);
it.next();
return it.return('R');
