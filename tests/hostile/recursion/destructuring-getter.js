// spec M6
// A pattern over a getter that has a pattern.
// ends: stack limit
const o = { get x() { const { x } = o; return x; } };
const { x } = o;
return x;
