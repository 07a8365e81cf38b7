// spec M3, M6
// Modules that export everything of each other.
// gives: done
const sources = { a: `export * from 'b'; export const a = 1;`, b: `export * from 'c'; export const b = 2;`, c: `export * from 'a'; export * from 'b'; export const c = 3;` };
const c = new Compartment({ __options__: true, resolveHook: s => s, importHook: async s => ({ source: sources[s] }) });
const { namespace } = await c.import('a');
return [namespace.a, namespace.b, namespace.c].join() === '1,2,3' ? 'done' : 'wrong';
