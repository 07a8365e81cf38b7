// spec M5
// A buffer that grows to its most.
// ends: memory limit
const b = new ArrayBuffer(8, { maxByteLength: 2 ** 27 });
b.resize(2 ** 27);
return b.byteLength;
