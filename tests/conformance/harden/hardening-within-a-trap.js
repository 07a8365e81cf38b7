// spec E11.3, E11.5
// A trap may harden a part of what is being hardened.
// gives: [true,true]
const part = { deeper: {} };
let seen;
harden([new Proxy({}, { preventExtensions(t) { harden(part); seen = Object.isFrozen(part.deeper); return Reflect.preventExtensions(t); } }), part]);
return [seen, Object.isFrozen(part)];
