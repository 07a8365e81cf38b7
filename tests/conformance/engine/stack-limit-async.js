// spec E18.3
// Async recursion without end ends the vat.
// ends: stack limit
const f = async () => { await f(); };
await f();
