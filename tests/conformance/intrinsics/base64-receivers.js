// spec E17.3
// The methods are of `Uint8Array` alone.
// gives: ["TypeError","TypeError","TypeError","TypeError"]
const { toBase64, setFromBase64, toHex, setFromHex } = Uint8Array.prototype;
return [[toBase64, new Int8Array(1)], [setFromBase64, new Uint8ClampedArray(1)], [toHex, []], [setFromHex, null]].map(([f, self]) => {
  try { return f.call(self, ''); } catch (e) { return e.name; }
});
