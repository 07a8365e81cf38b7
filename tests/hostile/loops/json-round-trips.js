// spec M3, M5
// JSON written and read without end.
// ends: compute limit
let s = '[]';
for (;;) s = JSON.stringify([JSON.parse(s)]).slice(0, 20) && '[[1]]';
