// spec M6
// `Symbol.toPrimitive` that converts itself.
// ends: stack limit
const o = { [Symbol.toPrimitive]() { return `${o}`; } };
return o + 1;
