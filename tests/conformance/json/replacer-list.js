// spec E14.6
// A list names the keys that are written, in its order, at every depth.
// gives: {"b":{"a":1},"a":2}
return JSON.stringify({ a: 2, c: 3, b: { c: 4, a: 1 } }, ['b', 'a', 'missing']);
