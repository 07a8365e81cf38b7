// spec M3, M5
// A set that grows while it is visited.
// ends: compute limit
const s = new Set([0]);
s.forEach(value => { s.delete(value); s.add(value + 1); });
