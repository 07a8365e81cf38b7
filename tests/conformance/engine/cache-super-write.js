// spec E18.11
// A write to a super property writes `this`.
// gives: [1,2]
const m = { __proto__: { x: 0 }, set(v) { super.x = v; } };
const p = Object.getPrototypeOf(m);
m.set.call(p, 1);
m.set.call(m, 2);
return [p.x, m.x];
