// spec E17.7
// Making an array of any kind from one of another, and copying into one.
// gives: ["7e00","7fc00000","7ff8000000000000"]
const hex = array => [...new Uint8Array(array.buffer)].reverse().map(byte => byte.toString(16).padStart(2, '0')).join('');
const sources = [new Float16Array(new Uint16Array([0xfe01]).buffer), new Float32Array(new Uint32Array([0xffc0beef]).buffer), new Float64Array(new BigUint64Array([0xfff8dead0000beefn]).buffer)];
return [Float16Array, Float32Array, Float64Array].map(Kind => {
  const found = new Set();
  for (const source of sources) {
    if (source instanceof Kind) continue;
    const target = new Kind(1);
    target.set(source);
    class Heir extends source.constructor { static get [Symbol.species]() { return Kind; } }
    const heir = new Heir(source.buffer);
    for (const made of [new Kind(source), target, Kind.from(source), heir.slice(), heir.map(x => x)]) found.add(hex(made));
  }
  return [...found].join();
});
