// spec E11.1
// An object without a prototype is hardened as any other.
// gives: true
const o = { __proto__: null, a: {} };
harden(o);
return Object.isFrozen(o) && Object.isFrozen(o.a);
