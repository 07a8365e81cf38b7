// spec E9.13
// A redirect may lead to another.
// gives: [true,true]
const next = { a: 'b', b: 'c' };
const c = new Compartment({ __options__: true, importHook: async s => s in next ? { namespace: next[s], compartment: c } : { source: 'export const o = {};' } });
const [x, y] = await Promise.all([c.import('a'), c.import('c')]);
return [x.namespace === y.namespace, c.importNow('b') === c.importNow('c')];
