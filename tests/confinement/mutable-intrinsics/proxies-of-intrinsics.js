// spec E1
// Changes through a proxy of an intrinsic.
// gives: confined
const out = [];
for (const o of [Array.prototype, Object.prototype, Math, shared]) {
  const p = new Proxy(o, {});
  for (const f of [() => { p.x = 1; }, () => Object.defineProperty(p, 'x', { value: 1 }), () => { delete p.toString; }, () => Object.setPrototypeOf(p, null), () => Reflect.set(p, 'x', 1, o), () => Reflect.set({}, 'x', 1, o), () => Reflect.set(p, 'constructor', 1, p)]) {
    try { out.push(f()); } catch (e) { out.push(e.name); }
  }
}
return out;
