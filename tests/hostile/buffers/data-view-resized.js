// spec M5
// A buffer shrinks while a view reads and writes it.
// gives: done
const b = new ArrayBuffer(80, { maxByteLength: 160 });
const v = new DataView(b, 8);
const shrink = value => ({ valueOf() { b.resize(4); return value; } });
for (const f of [() => v.getFloat64(shrink(64)), () => v.setFloat64(0, shrink(1)), () => v.byteLength, () => v.setBigInt64(shrink(8), 1n)]) {
  b.resize(80);
  try { f(); } catch (e) { e.name; }
}
return 'done';
