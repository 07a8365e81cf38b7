// spec E9.14
// It names its module for other compartments from the first.
// gives: [true,1]
const a = new Compartment({ __options__: true, modules: { m: { source: 'export const x = 1;' } } });
const b = new Compartment({ __options__: true, modules: { n: { namespace: a.module('m') }, user: { source: `export { x } from 'n';` } } });
const { namespace } = await b.import('user');
return [b.importNow('n') === a.module('m'), namespace.x];
