// spec E18.1
// A source that shrinks the target while it is read.
// gives: [1]
const b = new ArrayBuffer(8, { maxByteLength: 8 });
const t = new Uint8Array(b);
t.set({ length: 4, get 0() { b.resize(1); return 1; }, 1: 2, 2: 3, 3: 4 });
return [...t];
