// spec M5
// A buffer shrinks while a part of it is named.
// gives: done
const b = new ArrayBuffer(80, { maxByteLength: 160 });
try { new Uint8Array(b).subarray({ valueOf() { b.resize(8); return 40; } }, 60); } catch (e) { e.name; }
return 'done';
