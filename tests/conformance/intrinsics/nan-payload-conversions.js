// spec E17.7
// Arrays made from arrays of another kind have no payloads.
// gives: ["7ff8000000000000","7fc00000","7ff8000000000000","7e00"]
const single = new Float32Array(new Uint32Array([0xffc0beef]).buffer);
const double = new Float64Array(new BigUint64Array([0xfff8dead0000beefn]).buffer);
const half = new Float16Array(new Uint16Array([0xfe01]).buffer);
const target = new Float64Array(1);
target.set(half);
const hex = array => [...new Uint8Array(array.buffer)].reverse().map(byte => byte.toString(16).padStart(2, '0')).join('');
return [hex(new Float64Array(single)), hex(new Float32Array(double)), hex(target), hex(Float16Array.from(double))];
