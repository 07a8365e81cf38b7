// spec E17.7
// A NaN is stored with the same bits everywhere.
// gives: ["7e00","7fc00000","7ff8000000000000","7e00","7fc00000","7ff8000000000000"]
const hex = array => [...new Uint8Array(array.buffer)].reverse().map(byte => byte.toString(16).padStart(2, '0')).join('');
const view = (method, size) => { const data = new DataView(new ArrayBuffer(size)); data[method](0, NaN, true); return hex(data); };
return [hex(Float16Array.of(NaN)), hex(Float32Array.of(NaN)), hex(Float64Array.of(NaN)), view('setFloat16', 2), view('setFloat32', 4), view('setFloat64', 8)];
