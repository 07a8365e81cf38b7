// spec M3, P6.3
// A million messages to a neighbour.
// ends: compute limit
for (let i = 0; i < 1e6; i += 1) E(vats.neighbour).count(i);
