// spec E1
// Writes through `super` and with an intrinsic as receiver.
// gives: confined
const out = [];
for (const target of [Array.prototype, Object.prototype, Math]) {
  const o = { __proto__: {}, go() { super.heyBuddy = 1; super.toString = 2; } };
  try { o.go.call(target); } catch (e) { out.push(e.name); }
  try { Reflect.set({ set x(v) { this.y = v; } }, 'x', 1, target); } catch (e) { out.push(e.name); }
}
return out;
