// spec E14.6
// A list does not leave out elements of arrays.
// gives: {"a":[1,{"a":2}]}
return JSON.stringify({ a: [1, { a: 2, b: 3 }], b: 4 }, ['a']);
