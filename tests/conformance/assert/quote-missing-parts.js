// spec E12.4
// Values that JSON leaves out are shown; keys that are symbols are not.
// gives: {"f":"[Function f]","u":"[undefined]","z":["[undefined]",1]}
const { Fail, quote: q, bare: b, details: X, makeError, note } = assert;
return String(q({ u: undefined, f() {}, [Symbol('k')]: 1, z: [, 1] }));
