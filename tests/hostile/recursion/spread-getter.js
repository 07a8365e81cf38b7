// spec M6
// A spread that reads a getter with a spread.
// ends: stack limit
const o = { get x() { return { ...o }; } };
return { ...o };
