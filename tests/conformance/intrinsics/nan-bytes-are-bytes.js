// spec E17.7
// Copies of bytes are copies.
// gives: ["fff8dead0000beef","fff8dead0000beef","fff8dead0000beef"]
const bits = new BigUint64Array([0xfff8dead0000beefn]);
const floats = new Float64Array(bits.buffer);
const hex = buffer => new BigUint64Array(buffer)[0].toString(16);
return [hex(bits.buffer.slice()), hex(floats.slice().buffer), hex(new Float64Array(floats).buffer)];
