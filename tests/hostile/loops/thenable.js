// spec M3
// A thenable that resolves with a thenable.
// ends: compute limit
const o = { then(resolve) { resolve(o); } };
await o;
