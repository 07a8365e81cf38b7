// spec E18.4
// What closing throws then comes out.
// gives: ["closing",{"done":true}]
const it = { [Symbol.iterator]: () => ({ next: () => ({ value: 1, done: false }), return() { throw 'closing'; } }) };
function* g() { for (const x of it) yield x; }
const running = g();
running.next();
try { return running.return('R'); } catch (e) { return [e, running.next()]; }
