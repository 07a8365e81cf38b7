// spec M6
// An iterable whose iterator iterates it.
// ends: stack limit
const o = { *[Symbol.iterator]() { yield* o; } };
return [...o];
