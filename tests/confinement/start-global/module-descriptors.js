// spec E10.7
// Descriptors of modules that name compartments and namespaces of others.
// gives: confined
const got = [];
const descriptors = [{ namespace: 'judge.js' }, { namespace: '@endo/far' }, { source: '@endo/far' }, { source: 'judge.js' }, { namespace: 'attack.js', compartment: globalThis }, { namespace: 'x', compartment: shared }, { source: 'judge.js', compartment: Object.create(Compartment.prototype) }, { record: 'judge.js' }, { specifier: 'judge.js' }, 'judge.js', '@endo/far'];
for (const d of descriptors) {
  try { const c = new Compartment({ __options__: true, modules: { x: d }, resolveHook: s => s }); got.push(await c.import('x')); } catch (e) { got.push(e); }
}
return got;
