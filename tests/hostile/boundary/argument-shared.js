// spec P6.3
// A message whose argument holds the same thing twice, thirty times over.
// throws: Error
// limit: 60000000
let o = harden({ x: 'x' });
for (let i = 0; i < 30; i += 1) o = harden({ a: o, b: o });
return E(vats.neighbour).count(o);
