// spec M3
// Hooks that throw everything that can be thrown.
// gives: 6
let n = 0;
for (const thrown of [undefined, null, 1, Symbol.iterator, new Proxy({}, { get() { throw thrown; } }), {}]) {
  const c = new Compartment({ __options__: true, resolveHook: s => s, importHook: async () => { throw thrown; } });
  await c.import('x').then(() => {}, () => { n += 1; });
}
return n;
