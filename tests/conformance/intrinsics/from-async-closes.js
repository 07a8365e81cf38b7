// spec E17.1
// When the function throws, the iterator is closed.
// gives: ["mine",["return"]]
const order = [];
const iterable = { [Symbol.asyncIterator]: () => ({ next: async () => ({ value: 1, done: false }), async return() { order.push('return'); return {}; } }) };
let message;
try { await Array.fromAsync(iterable, () => { throw Error('mine'); }); } catch (e) { message = e.message; }
return [message, order];
