// spec E9.15
// What a module exported before it threw is in its namespace.
// gives: [1,"ReferenceError"]
const c = new Compartment({ __options__: true, modules: { a: { source: 'export const x = 1; throw 0; export const y = 2;' } } });
const ns = c.module('a');
await c.import('a').catch(() => {});
try {
  return [ns.x, ns.y];
} catch (error) {
  return [ns.x, error.name];
}
