// spec E9.18
// In a cycle it can be looked at before the module runs: it is the same object, and empty.
// gives: [true,0,"a"]
const c = new Compartment({ __options__: true, modules: {
  a: { source: `import { count } from 'b'; export function meta() { return import.meta; } export { count };` },
  b: { source: `import { meta } from 'a'; export const early = meta(); export const count = Object.keys(early).length;` },
}, importMetaHook: (name, meta) => { meta.name = name; } });
const { namespace: a } = await c.import('a');
return [c.importNow('b').early === a.meta(), a.count, a.meta().name];
