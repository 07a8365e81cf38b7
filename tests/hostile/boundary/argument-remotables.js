// spec P6.3
// A message with twenty thousand objects.
// throws: Error
// limit: 60000000
return E(vats.neighbour).count(harden(Array.from({ length: 20000 }, (_, i) => Far(`f${i}`, {}))));
