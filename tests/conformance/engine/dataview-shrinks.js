// spec E18.1
// A value that shrinks the view it is written to.
// gives: RangeError
const b = new ArrayBuffer(8, { maxByteLength: 8 });
const d = new DataView(b);
try { d.setUint32(0, { valueOf() { b.resize(2); return 5; } }); return 'set'; } catch (e) { return e.name; }
