// spec M6
// A getter that reads itself.
// ends: stack limit
const o = { get x() { return this.x; } };
return o.x;
