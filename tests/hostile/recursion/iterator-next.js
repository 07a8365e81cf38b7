// spec M6
// `next` that spreads its own iterable.
// ends: stack limit
const o = { [Symbol.iterator]: () => ({ next() { return { value: [...o], done: true }; } }) };
return [...o];
