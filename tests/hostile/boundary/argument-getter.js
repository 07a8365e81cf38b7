// spec P6.3
// A message whose argument has a getter.
// throws: Error
return E(vats.neighbour).count(harden({ get x() { throw new Error('looked'); } }));
