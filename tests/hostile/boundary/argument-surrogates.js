// spec P6.3
// A message with halves of characters.
// gives: alive
return E(vats.neighbour).count('\ud800');
