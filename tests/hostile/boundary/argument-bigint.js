// spec P6.3
// A message with a number of nine thousand digits.
// gives: alive
return E(vats.neighbour).count(1n << 30000n);
