// spec M3
// Keys of a map that are hard to tell apart.
// ends: compute limit
const m = new Map();
for (let i = 0; ; i += 1) m.set(i * 2 ** 32, i), m.set(i / 2 ** 32, i), m.set(BigInt(i) << 64n, i);
