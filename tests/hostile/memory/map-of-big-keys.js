// spec M5
// A map of long keys.
// ends: compute limit
const m = new Map();
for (let i = 0; ; i += 1) m.set(`${i}`.padStart(100000), i);
