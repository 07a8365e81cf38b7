// spec M3, M5
// Iterator helpers that hold on to everything.
// ends: compute limit
let i = [1].values();
const keep = [];
for (;;) { keep.push(i.map(x => x), i.filter(x => x), i.take(1)); }
