// spec E17.7
// Nor through a `DataView`.
// gives: ["7e00","7fc00000","7ff8000000000000"]
const data = new DataView(new ArrayBuffer(16));
data.setUint16(0, 0xfe01); data.setFloat16(8, data.getFloat16(0));
const half = data.getUint16(8).toString(16);
data.setUint32(0, 0xff812345); data.setFloat32(8, data.getFloat32(0));
const single = data.getUint32(8).toString(16);
data.setBigUint64(0, 0xfff0000000000bad0n & 0xffffffffffffffffn | 0xfff0000000000000n); data.setFloat64(8, data.getFloat64(0));
return [half, single, data.getBigUint64(8).toString(16)];
