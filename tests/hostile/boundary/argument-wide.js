// spec P6.3
// A message whose argument has a million elements.
// ends: compute limit
return E(vats.neighbour).count(harden(new Array(1e6).fill(0)));
