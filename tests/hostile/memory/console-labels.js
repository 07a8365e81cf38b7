// spec M3, M5
// Counters of the console without end.
// ends: compute limit
for (let i = 0; ; i += 1) console.count(`label ${i}`);
