// spec M6
// A `then` that resolves with an object of its kind while it is read.
// ends: stack limit
const o = { get then() { Promise.resolve(o); return undefined; } };
await o;
