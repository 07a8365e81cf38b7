// spec M5
// A template that doubles.
// ends: memory limit
let s = 'x';
for (;;) s = `${s}${s}`;
