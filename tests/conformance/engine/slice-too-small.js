// spec E18.1
// A species constructor that gives too small a buffer is a TypeError.
// gives: TypeError
const b = new ArrayBuffer(8);
b.constructor = { [Symbol.species]: function () { return new ArrayBuffer(2); } };
try { return b.slice(0).byteLength; } catch (e) { return e.name; }
