// spec E8.6
// The compartment's own globals replaced do not fool the vat.
// gives: confined
const got = [];
for (const name of ['Object', 'Array', 'Promise', 'Map', 'Reflect', 'Symbol', 'Error', 'JSON', 'Function']) {
  globalThis[name] = new Proxy(function () {}, { apply: (...a) => { got.push(a); return {}; }, construct: (...a) => { got.push(a); return {}; }, get: (...a) => { got.push(a); return undefined; } });
}
call(() => 1); shared.run(x => x); shared.greet({ name: 'x' });
try { shared.fail(); } catch (e) { got.push(e); }
return got;
