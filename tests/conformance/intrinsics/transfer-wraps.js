// spec E17.4
// A length beyond the address space is not taken for a short one.
// gives: ["RangeError",8]
const buffer = new ArrayBuffer(8);
let name;
try { buffer.transfer(2 ** 32); } catch (e) { name = e.name; }
return [name, buffer.byteLength];
