// spec M5
// A buffer shrinks while a typed array is set from an array.
// gives: done
const b = new ArrayBuffer(80, { maxByteLength: 160 });
const t = new Uint8Array(b);
t.set([1, 2, { valueOf() { b.resize(1); return 3; } }, 4, 5]);
return 'done';
