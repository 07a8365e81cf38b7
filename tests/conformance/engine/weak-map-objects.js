// spec E18.8
// Objects are keys as ever.
// gives: [true,false,true,false]
const k = {};
const m = new WeakMap();
m.set(k, m);
return [m.get(k) === m, m.has({}), m.delete(k), m.has(k)];
