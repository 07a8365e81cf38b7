// spec M3, M5
// A thenable that resolves with a new one.
// ends: compute limit
const make = () => ({ then: resolve => resolve(make()) });
await make();
