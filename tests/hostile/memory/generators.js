// spec M3, M5
// Generators that are begun and never ended.
// ends: compute limit
const keep = [];
function* f() { yield 1; }
for (;;) { const g = f(); g.next(); keep.push(g); }
