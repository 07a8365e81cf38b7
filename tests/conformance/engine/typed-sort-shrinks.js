// spec E18.1
// A comparator that shrinks the buffer it sorts.
// gives: 1
const b = new ArrayBuffer(8, { maxByteLength: 8 });
const t = new Uint8Array(b);
t.sort((x, y) => { b.resize(1); return x - y; });
return t.length;
