// spec E18.3
// And a getter that reads itself.
// ends: stack limit
const o = { get x() { return this.x; } };
return o.x;
