// spec E9.15
// An import sees every change.
// gives: [[1,1,1],[2,2,2]]
const c = new Compartment({ __options__: true, modules: { a: { source: 'export let n = 1; export const up = () => { n += 1; };' }, b: { source: `import { n } from 'a'; import * as ns from 'a'; export { n as m, up } from 'a'; export const see = () => [n, ns.n];` } } });
const b = c.importNow('b');
const see = () => [...b.see(), b.m];
const before = see();
b.up();
return [before, see()];
