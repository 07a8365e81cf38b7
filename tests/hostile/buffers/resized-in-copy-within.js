// spec M5
// A buffer shrinks while it is copied within itself.
// gives: done
const b = new ArrayBuffer(80, { maxByteLength: 160 });
new Uint8Array(b).copyWithin(0, { valueOf() { b.resize(10); return 40; } }, 80);
return 'done';
