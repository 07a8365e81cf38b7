// spec M5
// An array that is spread into itself.
// ends: compute limit
let a = [1];
for (;;) a = [...a, ...a];
