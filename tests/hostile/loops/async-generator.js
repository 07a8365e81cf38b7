// spec M3
// An asynchronous generator that never ends.
// ends: compute limit
async function* f() { for (;;) yield 1; }
for await (const _ of f());
