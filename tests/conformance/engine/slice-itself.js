// spec E18.1
// A species constructor may not give the buffer itself.
// gives: TypeError
const b = new ArrayBuffer(8);
b.constructor = { [Symbol.species]: function () { return b; } };
try { return b.slice(0).byteLength; } catch (e) { return e.name; }
