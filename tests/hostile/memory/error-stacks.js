// spec M3, M5
// Errors without end, each with its stack.
// ends: compute limit
const keep = [];
for (;;) keep.push(new Error('no'));
