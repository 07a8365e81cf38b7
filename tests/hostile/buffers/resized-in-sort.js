// spec M5
// A buffer shrinks while a typed array over it is sorted.
// gives: done
const b = new ArrayBuffer(800, { maxByteLength: 1600 });
new Float64Array(b).sort((x, y) => { b.resize(8); return x - y; });
return 'done';
