// spec E18.11
// A getter may change the object it is read from.
// gives: [5,5,false]
const get = o => o.x;
const o = { a: 1, get x() { delete this.a; return 5; } };
return [get(o), get(o), 'a' in o];
