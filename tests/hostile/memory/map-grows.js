// spec M3, M5
// A map that grows for ever.
// ends: compute limit
const m = new Map();
for (let i = 0; ; i += 1) m.set(i, `value ${i}`);
