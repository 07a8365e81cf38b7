// spec M3
// A factorial that never ends.
// ends: compute limit
let n = 1n;
for (let i = 1n; ; i += 1n) n *= i;
