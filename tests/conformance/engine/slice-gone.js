// spec E18.1
// A buffer that its species constructor empties gives zeros.
// gives: 4
const b = new ArrayBuffer(8, { maxByteLength: 8 });
b.constructor = { [Symbol.species]: function (n) { b.resize(0); return new ArrayBuffer(n); } };
return b.slice(4).byteLength;
