// spec E11.6
// A resizable buffer can be hardened: its content is no property.
// gives: [true,3]
const b = harden(new ArrayBuffer(1, { maxByteLength: 9 }));
b.resize(3);
return [Object.isFrozen(b), b.byteLength];
