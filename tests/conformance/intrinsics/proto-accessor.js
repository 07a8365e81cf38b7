// spec E4.3
// `__proto__` works on vat objects and not on frozen ones.
// gives: [true,"TypeError"]
const parent = {}, child = {};
child.__proto__ = parent;
let name;
try { harden({}).__proto__ = parent; } catch (e) { name = e.name; }
return [Object.getPrototypeOf(child) === parent, name];
