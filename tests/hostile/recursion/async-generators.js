// spec M6
// Asynchronous generators in asynchronous generators.
// ends: stack limit
async function* f() { yield* f(); }
for await (const x of f()) return x;
