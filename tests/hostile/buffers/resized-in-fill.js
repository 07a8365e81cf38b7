// spec M5
// A buffer shrinks while the value to fill in is converted.
// gives: done
const b = new ArrayBuffer(800, { maxByteLength: 1600 });
try { new Float64Array(b).fill({ valueOf() { b.resize(8); return 1; } }); } catch (e) { e.name; }
return 'done';
