// spec E8.6
// Promises of a compartment are promises, and its async functions run.
// gives: [true,5]
const p = new Compartment().evaluate('(async () => { await null; return 5; })()'); return [p instanceof Promise, await p];
