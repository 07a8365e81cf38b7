// spec M3
// A loop over matches of nothing that never moves on.
// ends: compute limit
const r = /(?:)/y;
for (;;) { r.lastIndex = 0; r.exec('a'); }
