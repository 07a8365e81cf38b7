// spec M6
// `flat(Infinity)` of an array that holds itself.
// ends: stack limit
// limit: 100000000
const a = [];
a.push(a);
return a.flat(Infinity);
