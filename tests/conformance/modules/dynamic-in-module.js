// spec E9.22
// import() in a module is resolved from it.
// gives: [1,true]
const c = new Compartment({ __options__: true, resolveHook: (s, r) => `${r}/${s}`, modules: { m: { source: 'export const load = s => import(s);' }, 'm/x': { source: 'export const x = 1;' }, x: { source: 'export const x = 2;' } } });
const { namespace } = await c.import('m');
const ns = await namespace.load('x');
return [ns.x, ns === c.importNow('m/x')];
