// spec E17.7
// Not even in the same place.
// gives: ["7ff8000000000000","7fc00000"]
const bits = new BigUint64Array([0xfff8dead0000beefn]), floats = new Float64Array(bits.buffer);
floats[0] = floats[0];
const bits32 = new Uint32Array([0xffc0beef]), floats32 = new Float32Array(bits32.buffer);
floats32[0] = floats32[0];
return [bits[0].toString(16), bits32[0].toString(16)];
