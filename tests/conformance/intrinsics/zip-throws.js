// spec E17.1
// An error of one closes the others and ends the whole.
// gives: ["mine",["a"],true]
const log = [];
const a = { [Symbol.iterator]() { return this; }, next: () => ({ value: 1, done: false }), return() { log.push('a'); return {}; } };
const zipped = Iterator.zip([a, { next() { throw Error('mine'); } }]);
let message;
try { zipped.next(); } catch (e) { message = e.message; }
return [message, log, zipped.next().done];
