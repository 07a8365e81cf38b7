// spec E18.3
// So does one to a number.
// ends: stack limit
const o = { valueOf() { return +this + 1; } };
return +o;
