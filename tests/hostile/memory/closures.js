// spec M5
// Closures over large buffers.
// ends: memory limit
const keep = [];
for (;;) { const b = new Uint8Array(1e5); keep.push(() => b); }
