// spec P6.3
// A message with eleven million characters.
// ends: memory limit
return E(vats.neighbour).count('x'.repeat(11e6));
