// spec M6
// A setter that writes itself.
// ends: stack limit
const o = { set x(value) { this.x = value; } };
o.x = 1;
