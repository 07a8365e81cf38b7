// spec E9.15
// `export *` brings all names but default.
// gives: [["a","b"],3]
const c = new Compartment({ __options__: true, modules: { m: { source: `export * from 'n'; export * from 'o';` }, n: { source: 'export const a = 1; export default 9;' }, o: { source: 'export const b = 2;' } } });
const ns = c.importNow('m');
return [Object.keys(ns), ns.a + ns.b];
