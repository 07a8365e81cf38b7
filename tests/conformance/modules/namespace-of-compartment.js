// spec E9.8
// A name beside a compartment is the very module there.
// gives: [true,true]
const lib = new Compartment({ __options__: true, modules: { dep: { source: 'export const o = {};' } } });
const c = new Compartment({ __options__: true, modules: { here: { namespace: 'dep', compartment: lib } } });
const { namespace } = await c.import('here');
return [namespace === (await lib.import('dep')).namespace, namespace.o === lib.importNow('dep').o];
