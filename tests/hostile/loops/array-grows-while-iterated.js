// spec M3, M5
// An array that grows while it is iterated.
// ends: compute limit
const a = [0];
for (const x of a) { a.push(x + 1); if (a.length > 1000) a.length = 1, a[0] = 0; if (x > 1e9) break; }
for (;;) {}
