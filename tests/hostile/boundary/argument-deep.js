// spec P6.3
// A message whose argument is three thousand deep.
// throws: Error
let o = {};
for (let i = 0; i < 3000; i += 1) o = { o };
return E(vats.neighbour).count(harden(o));
