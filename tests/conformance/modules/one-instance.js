// spec E9.10
// A specifier has one instance, however it is asked for.
// gives: [1,true,true,true]
let n = 0;
const c = new Compartment({ __options__: true, globals: { up: () => { n += 1; } }, importHook: async () => ({ source: 'up(); export const o = {};' }) });
const [a, b] = await Promise.all([c.import('m'), c.import('m')]);
return [n, a.namespace === b.namespace, c.importNow('m') === a.namespace, (await c.evaluate(`import('m')`)) === a.namespace];
