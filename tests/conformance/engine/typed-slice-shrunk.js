// spec E18.1
// A typed array whose buffer its species constructor shrinks.
// gives: [3,3,0,0,0,0]
const b = new ArrayBuffer(8, { maxByteLength: 8 });
const t = new Uint8Array(b).fill(3);
t.constructor = { [Symbol.species]: function (n) { b.resize(4); return new Uint8Array(n); } };
return [...t.slice(2, 8)];
