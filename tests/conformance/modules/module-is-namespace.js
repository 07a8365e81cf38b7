// spec E9.14
// It is the namespace that import gives.
// gives: [true,true,1]
const c = new Compartment({ __options__: true, modules: { m: { source: 'export const x = 1;' } } });
const early = c.module('m');
const { namespace } = await c.import('m');
return [early === namespace, c.module('m') === early, early.x];
