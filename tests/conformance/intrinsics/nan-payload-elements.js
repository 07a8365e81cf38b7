// spec E17.7
// Bits that a NaN was read from are not stored again.
// gives: ["7ff8000000000000","7ff8000000000000","7ff8000000000000","7ff8000000000000"]
const bits = new BigUint64Array(1), floats = new Float64Array(bits.buffer);
const out = new Float64Array(1), seen = new BigUint64Array(out.buffer);
return [0x7ff8dead0000beefn, 0xfff8000000000001n, 0x7ff0000000000001n, 0xffffffffffffffffn].map(payload => {
  bits[0] = payload;
  out[0] = floats[0];
  return seen[0].toString(16);
});
