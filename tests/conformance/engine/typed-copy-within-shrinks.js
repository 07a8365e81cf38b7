// spec E18.1
// An argument that shrinks the buffer within which is copied.
// gives: 3
const b = new ArrayBuffer(8, { maxByteLength: 8 });
const t = new Uint8Array(b);
t.copyWithin({ valueOf() { b.resize(3); return 1; } }, 0);
return t.length;
