// spec M3, M5
// A map that grows while it is iterated.
// ends: compute limit
const m = new Map([[0, 0]]);
for (const [key] of m) { m.delete(key); m.set(key + 1, 0); }
