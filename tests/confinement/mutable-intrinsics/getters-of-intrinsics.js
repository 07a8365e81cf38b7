// spec E1
// The accessors of intrinsics and the functions behind them.
// gives: confined
const out = [];
for (const o of [Object.prototype, Map.prototype, RegExp.prototype, ArrayBuffer.prototype, Error.prototype, Iterator.prototype, Compartment.prototype, Symbol.prototype]) {
  for (const d of Object.values(Object.getOwnPropertyDescriptors(o))) {
    for (const f of [d.get, d.set]) { if (f) { try { f.heyBuddy = 1; out.push('did'); } catch (e) { out.push(e.name); } try { Object.defineProperty(f, 'name', { value: 'x' }); out.push('did'); } catch (e) { out.push(e.name); } } }
  }
}
return out.includes('did');
