// spec M3
// Hooks that return what is no module.
// gives: 9
let n = 0;
const odd = [undefined, null, 1, 'x', {}, { source: 1 }, { source: null }, { namespace: 1 }, { get source() { throw new Error('no'); } }];
for (const answer of odd) {
  const c = new Compartment({ __options__: true, resolveHook: s => s, importHook: async () => answer });
  await c.import('x').then(() => {}, () => { n += 1; });
}
return n;
