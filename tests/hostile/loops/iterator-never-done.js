// spec M3
// An iterator that is never done, in every place that takes one.
// ends: compute limit
const endless = { [Symbol.iterator]: () => ({ next: () => ({ done: false, value: [1, 2] }) }) };
new WeakSet(endless);
