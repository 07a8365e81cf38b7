// spec P6.3
// A message with a thenable.
// throws: Error
return E(vats.neighbour).count(harden({ then: resolve => resolve(1) }));
