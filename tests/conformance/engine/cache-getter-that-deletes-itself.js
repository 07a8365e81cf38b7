// spec E18.11
// And delete itself.
// gives: [5,"undefined"]
const get = o => o.x;
const p = { a: 1, get x() { delete p.x; delete p.a; return 5; } };
const o = Object.create(p);
return [get(o), String(get(o))];
