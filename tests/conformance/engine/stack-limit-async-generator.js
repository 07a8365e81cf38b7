// spec E18.3
// An async generator that delegates to itself ends the vat.
// ends: stack limit
async function* f() { yield* f(); }
for await (const x of f()) return x;
