// spec M6
// A dozen ways through built-in functions at once.
// ends: stack limit
const f = () => [1].map(() => `${{ toString: () => JSON.stringify([0], () => new Proxy({}, { get: f }).x) }}`);
return f();
