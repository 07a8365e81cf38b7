// spec E9.13, E9.14
// A namespace given out for a redirect in the middle of a chain shows the module as soon as it is linked.
// gives: [1,1]
const end = new Compartment({ __options__: true, modules: { m: { source: 'export const x = 1;' } } });
const middle = new Compartment({ __options__: true, modules: { m: { namespace: 'm', compartment: end } } });
const c = new Compartment({ __options__: true, modules: { m: { namespace: 'm', compartment: middle } } });
const early = middle.module('m');
return [(await c.import('m')).namespace.x, early.x];
