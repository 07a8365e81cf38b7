// spec P6.3
// A message of characters that each become six.
// throws: Error
// limit: 100000000
return E(vats.neighbour).count('\u0001'.repeat(2e6));
