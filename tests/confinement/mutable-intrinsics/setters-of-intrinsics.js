// spec E1, E2
// The setters that let heirs shadow frozen properties, applied to the intrinsics.
// gives: confined
const out = [];
for (const o of [Object.prototype, Array.prototype, Error.prototype, Iterator.prototype, Function.prototype]) {
  for (const [key, d] of Object.entries(Object.getOwnPropertyDescriptors(o))) {
    if (d.set) for (const target of [o, Object.prototype, Array.prototype, Math, shared]) { try { Reflect.apply(d.set, target, ['mine']); out.push(key); } catch (e) { out.push(e.name); } }
  }
}
return out;
