// spec M6
// `valueOf` that adds itself.
// ends: stack limit
const o = { valueOf() { return +this + 1; } };
return +o;
