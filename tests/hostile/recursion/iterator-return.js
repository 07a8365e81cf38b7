// spec M6
// `return` of an iterator that leaves a loop over it.
// ends: stack limit
const o = {
  [Symbol.iterator]: () => ({
    next: () => ({ done: false }),
    return() { for (const _ of o) break; return {}; },
  }),
};
for (const _ of o) break;
