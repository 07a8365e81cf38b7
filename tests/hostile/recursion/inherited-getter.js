// spec M6
// A getter of a prototype that reads itself through its heir.
// ends: stack limit
const o = Object.create({ get x() { return Object.create(this).x; } });
return o.x;
