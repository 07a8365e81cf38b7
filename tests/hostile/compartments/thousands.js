// spec M3, M5
// Compartments without end.
// ends: compute limit
const keep = [];
for (;;) keep.push(new Compartment());
