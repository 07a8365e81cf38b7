// spec E18.6
// A conversion within a conversion asks the object again.
// gives: [12,3]
let n = 0;
const o = { valueOf() { n++; return n < 3 ? +this + 1 : 10; } };
return [+o, n];
