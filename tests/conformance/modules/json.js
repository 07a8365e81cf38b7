// spec E9.24
// JSON comes as a virtual source with a default export.
// gives: [[1,2],true]
const json = text => ({ source: { imports: [], exports: ['default'], execute: exports => { exports.default = JSON.parse(text); } } });
const c = new Compartment({ __options__: true, modules: { 'd.json': json('[1, 2]'), m: { source: `import d from 'd.json' with { type: 'json' }; import e from 'd.json'; export default d; export const same = d === e;` } } });
const m = c.importNow('m');
return [m.default, m.same];
