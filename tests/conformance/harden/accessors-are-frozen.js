// spec E11.1
// Getters and setters are reached themselves.
// gives: [true,true,true]
const o = { get x() { return 1; }, set x(v) {}, get y() { return 2; } };
harden(o);
const { get, set } = Object.getOwnPropertyDescriptor(o, 'x');
return [get, set, Object.getOwnPropertyDescriptor(o, 'y').get].map(Object.isFrozen);
