// spec P6.3
// A message whose argument is a proxy.
// throws: Error
return E(vats.neighbour).count(new Proxy({}, { ownKeys() { throw new Error('looked'); } }));
