// spec E18.1
// The value to fill with shrinks the buffer.
// gives: [5,5]
const b = new ArrayBuffer(8, { maxByteLength: 8 });
const t = new Uint8Array(b);
return [...t.fill({ valueOf() { b.resize(2); return 5; } })];
