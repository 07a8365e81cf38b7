// spec M6
// A method that calls itself through `this`.
// ends: stack limit
const o = { go() { return this.go() + 1; } };
return o.go();
