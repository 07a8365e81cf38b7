// spec M5
// A buffer shrinks while it is searched.
// gives: done
const b = new ArrayBuffer(80, { maxByteLength: 160 });
const t = new Uint8Array(b);
const shrink = { valueOf() { b.resize(1); return 0; } };
[t.indexOf(0, shrink), t.includes(undefined, shrink), t.lastIndexOf(0, shrink), t.join({ toString() { b.resize(0); return ','; } })];
return 'done';
