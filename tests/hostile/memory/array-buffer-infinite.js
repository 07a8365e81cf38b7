// spec M5
// Lengths of buffers that are no lengths.
// gives: ["RangeError","RangeError","RangeError","RangeError"]
return [Infinity, -1, 2 ** 53, 2 ** 53 - 1].map(n => { try { return new ArrayBuffer(n); } catch (e) { return e.name; } });
