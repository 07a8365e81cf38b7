// spec E18.11
// So may a setter.
// gives: [7,5]
const set = (o, v) => { o.x = v; };
const o = { a: 1, b: 2, set x(v) { delete this.x; this.c = 5; } };
set(o, 1);
set(o, 7);
return [o.x, o.c];
