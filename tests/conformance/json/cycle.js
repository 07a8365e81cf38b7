// spec E14.7
// A cycle is a TypeError that names both places.
// throws: TypeError: JSON.stringify: $.a.b[1] is a cycle: the same object as $.a
const value = { a: { b: [0] } };
value.a.b.push(value.a);
return JSON.stringify(value);
