// spec M5
// A string that doubles.
// ends: memory limit
let s = 'x';
for (;;) s += s;
