// spec M6
// Recursion through `map` of an array and of a typed array.
// ends: stack limit
const f = () => [1].map(() => new Uint8Array(1).map(f).length);
return f();
