// spec E1
// Tricks that try to undo freezing.
// gives: confined
const out = [];
for (const o of [Array.prototype, Object.prototype, Math]) {
  for (const f of [() => Object.defineProperties(o, { x: { value: 1 } }), () => Object.defineProperty(o, 'toString', { writable: true }), () => Object.defineProperty(o, 'toString', { configurable: true }), () => Object.defineProperty(o, 'toString', { get: () => 1 }), () => Reflect.setPrototypeOf(o, {}), () => Object.isExtensible(o), () => Object.seal(o), () => harden(o)]) {
    try { out.push(f()); } catch (e) { out.push(e.name); }
  }
}
return out.filter(x => typeof x !== 'object');
