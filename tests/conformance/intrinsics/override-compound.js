// spec E2
// So do compound assignments and increments.
// gives: ["x[object Object]",7,"own"]
const a = { __proto__: { toString() { return 'x'; } } };
const b = {};
b.toString += 'x';
const text = 'x' + {};
const f = () => {};
f.length2 = 0;
const c = {};
c.valueOf &&= 7;
const d = Object.create(null);
d.x ??= 'own';
return [typeof b.toString === 'string' ? text : a, c.valueOf, d.x];
