// spec E9.14
// The namespace of an alias shows the module it leads to.
// gives: 1
const lib = new Compartment({ __options__: true, modules: { m: { source: 'export default 1;' } } });
const c = new Compartment({ __options__: true, modules: { alias: { namespace: 'm', compartment: lib } } });
const early = c.module('alias');
await c.import('alias');
return early.default;
