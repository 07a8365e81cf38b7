// spec E9.15
// Two ways to one binding are not ambiguous.
// gives: 1
const c = new Compartment({ __options__: true, modules: { a: { source: 'export const x = 1;' }, b: { source: `export * from 'a';` }, d: { source: `export { x } from 'a';` }, m: { source: `export * from 'b'; export * from 'd';` } } });
return c.importNow('m').x;
