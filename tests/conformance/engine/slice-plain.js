// spec E18.1
// Slicing an ordinary buffer takes what it took before.
// gives: [[2,3],2,0]
const b = new Uint8Array([1, 2, 3, 4, 5]).buffer;
return [[...new Uint8Array(b.slice(1, 3))], b.slice(-2).byteLength, b.slice(4, 1).byteLength];
