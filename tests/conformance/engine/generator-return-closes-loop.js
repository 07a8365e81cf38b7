// spec E18.4
// A generator that is ended within a loop closes the loop's iterator.
// gives: [{"value":"R","done":true},{"done":true},["closed","finally"]]
const log = [];
const it = { [Symbol.iterator]: () => ({ next: () => ({ value: 1, done: false }), return() { log.push('closed'); return {}; } }) };
function* g() { try { for (const x of it) yield x; } finally { log.push('finally'); } }
const running = g();
running.next();
return [running.return('R'), running.next(), log];
