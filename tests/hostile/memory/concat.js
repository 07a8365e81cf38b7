// spec M5
// An array put together with itself.
// ends: compute limit
let a = [1, 2, 3];
for (;;) a = a.concat(a);
