// spec E9.15
// `export * as` gives the namespace a name.
// gives: [1,true]
const c = new Compartment({ __options__: true, modules: { m: { source: `export * as ns from 'n'; export * as 'a name' from 'n';` }, n: { source: 'export default 1;' } } });
const m = c.importNow('m');
return [m.ns.default, m['a name'] === c.importNow('n')];
