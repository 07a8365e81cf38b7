// spec M5
// A buffer shrinks and grows while callbacks go over it.
// gives: done
const b = new ArrayBuffer(80, { maxByteLength: 160 });
const t = new Uint8Array(b);
let n = 0;
const f = () => { b.resize((n = (n + 37) % 160)); return n; };
for (const name of ['map', 'filter', 'forEach', 'every', 'some', 'find', 'findLast', 'reduce', 'reduceRight', 'findIndex']) {
  b.resize(80);
  try { t[name](f); } catch (e) { e.name; }
}
return 'done';
