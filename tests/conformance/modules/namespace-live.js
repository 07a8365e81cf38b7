// spec E9.8
// A namespace brings the live bindings of its module.
// gives: [1,2,2]
const lib = new Compartment({ __options__: true, modules: { a: { source: 'export let n = 1; export const up = () => { n += 1; };' } } });
const { namespace } = await lib.import('a');
const c = new Compartment({ __options__: true, modules: { a: { namespace }, m: { source: `import { n, up } from 'a'; export const first = n; up(); export const second = n;` } } });
const m = c.importNow('m');
return [m.first, m.second, namespace.n];
