// spec P6.3
// A message with symbols that have long names.
// gives: alive
return E(vats.neighbour).count(Symbol.for('s'.repeat(1e6)), Symbol.iterator);
