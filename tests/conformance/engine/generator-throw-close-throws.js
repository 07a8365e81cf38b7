// spec E18.4
// An exception is not replaced by it.
// gives: thrown
const it = { [Symbol.iterator]: () => ({ next: () => ({ value: 1, done: false }), return() { throw 'closing'; } }) };
function* g() { for (const x of it) yield x; }
const running = g();
running.next();
try { return running.throw('thrown'); } catch (e) { return e; }
