// spec M5
// Long numbers without end.
// ends: memory limit
const keep = [];
for (let i = 0n; ; i += 1n) keep.push((1n << 1000000n) + i);
