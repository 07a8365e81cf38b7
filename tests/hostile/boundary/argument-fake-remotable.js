// spec P6.3
// A message with something that claims to be an object of another vat.
// throws: Error
return E(vats.neighbour).count(harden({ '@qclass': 'slot', index: 0, iface: 'Alleged: root', [Symbol.for('passStyle')]: 'remotable' }));
