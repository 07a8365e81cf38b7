// spec P6.3
// A message with texts that mean something in the encoding.
// gives: alive
return E(vats.neighbour).count('$0', '&0', '#undefined', '%a', '+1', '-1', '!x', '@', harden({ '#error': 'x', '$0': 1 }));
