// spec M6
// `toString` that asks for its own text.
// ends: stack limit
const o = { toString() { return `${this}`; } };
return `${o}`;
