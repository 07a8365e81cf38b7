// spec E17.1
// `Iterator.zipKeyed` gives objects without a prototype.
// gives: [[{"a":1,"b":"x"},{"a":2,"b":"y"}],true]
const found = [...Iterator.zipKeyed({ a: [1, 2], b: ['x', 'y', 'z'], skipped: undefined })];
return [found, Object.getPrototypeOf(found[0]) === null];
