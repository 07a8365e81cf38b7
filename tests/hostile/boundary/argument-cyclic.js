// spec P6.3
// A message whose argument holds itself.
// throws: Error
const o = {};
o.o = o;
return E(vats.neighbour).count(harden(o));
