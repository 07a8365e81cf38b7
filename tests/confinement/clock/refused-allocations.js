// spec L2.2
// Nor whether a large thing would fit: what is refused is refused always.
// gives: confined
const sample = () => { try { return new ArrayBuffer(2 ** 40).byteLength; } catch (e) { return `${e}`; } };
const before = sample();
const keep = new Array(100000).fill(1);
return { clock: [before, sample()], keep: keep.length };
