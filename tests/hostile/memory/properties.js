// spec M3, M5
// An object with properties without end.
// ends: compute limit
const o = {};
for (let i = 0; ; i += 1) o[`k${i}`] = i;
