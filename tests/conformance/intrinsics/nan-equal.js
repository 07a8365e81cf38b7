// spec E17.7
// And no operation tells one NaN from another.
// gives: [true,true,1,1]
const [a, b] = new Float64Array(new BigUint64Array([0xfff8dead0000beefn, 0x7ff0000000000001n]).buffer);
return [Object.is(a, b), Object.is(-a, a), new Set([a, b, NaN, -NaN]).size, new Map([[a, 1], [b, 2]]).size];
