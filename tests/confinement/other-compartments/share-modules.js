// spec E10.7
// Modules of the other compartment without having it.
// gives: confined
const found = [];
for (const compartment of [shared, globalThis, shared.run, {}, null, Compartment.prototype]) {
  try { const c = new Compartment({ __options__: true, modules: { x: { namespace: 'x', compartment } } }); found.push(await c.import('x')); } catch (e) { found.push(e); }
}
return found;
