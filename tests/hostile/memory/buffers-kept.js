// spec M5
// Buffers without end.
// ends: memory limit
const keep = new Set();
for (;;) keep.add(new ArrayBuffer(1 << 20));
