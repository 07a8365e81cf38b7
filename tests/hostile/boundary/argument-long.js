// spec P6.3
// A message with nine million characters.
// ends: memory limit
return E(vats.neighbour).count('x'.repeat(9e6));
