// spec E18.4
// A loop that is left by an exception closes its iterator.
// gives: [["closed","out","closed","closed"],1]
const log = [];
const it = { [Symbol.iterator]: () => ({ next: () => ({ value: 1, done: false }), return() { log.push('closed'); return {}; } }) };
try { for (const x of it) throw 'out'; } catch (e) { log.push(e); }
for (const x of it) break;
const [y] = it;
return [log, y];
