// spec M5
// A buffer shrinks while a changed copy is made.
// gives: done
const b = new ArrayBuffer(80, { maxByteLength: 160 });
try { new Uint8Array(b).with(79, { valueOf() { b.resize(1); return 0; } }); } catch (e) { e.name; }
return 'done';
