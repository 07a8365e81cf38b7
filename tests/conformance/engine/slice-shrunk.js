// spec E18.1
// A buffer that its species constructor shrinks is copied as far as it is there.
// gives: [7,7,7,0,0,0]
const b = new ArrayBuffer(8, { maxByteLength: 8 });
new Uint8Array(b).fill(7);
b.constructor = { [Symbol.species]: function (n) { b.resize(5); return new ArrayBuffer(n); } };
return [...new Uint8Array(b.slice(2, 8))];
