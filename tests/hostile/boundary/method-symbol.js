// spec P6.3
// A message to a method that a symbol names.
// gives: TypeError
return E(vats.neighbour)[Symbol.asyncIterator]().then(() => 'did', e => e.name);
