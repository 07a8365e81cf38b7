// spec M5
// An array that `flatMap` makes larger each time.
// ends: compute limit
let a = [1];
for (;;) a = a.flatMap(x => [x, x, x, x]);
