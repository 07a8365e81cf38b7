// spec M3, P6.3
// Objects exported without end.
// ends: compute limit
for (let i = 0; ; i += 1) E(vats.neighbour).count(Far(`f${i}`, {}));
