// spec E9.8, E9.14
// The namespace of another compartment can be the descriptor.
// gives: [1,true]
const lib = new Compartment({ __options__: true, modules: { a: { source: 'export default 1;' } } });
const c = new Compartment({ __options__: true, modules: { b: lib.module('a') } });
const { namespace } = await c.import('b');
return [namespace.default, namespace === lib.module('a')];
