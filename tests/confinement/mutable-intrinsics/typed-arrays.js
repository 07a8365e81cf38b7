// spec E1
// The typed array prototypes and hidden constructor.
// gives: confined
const TypedArray = Object.getPrototypeOf(Uint8Array);
const out = [];
for (const o of [TypedArray, TypedArray.prototype, Uint8Array, Uint8Array.prototype, Object.getPrototypeOf(TypedArray.prototype)]) {
  for (const f of [() => { o.x = 1; }, () => { o[0] = 1; }, () => Object.defineProperty(o, 'BYTES_PER_ELEMENT', { value: 9 }), () => o.set?.([1])]) { try { out.push(f()); } catch (e) { out.push(e.name); } }
}
return out;
