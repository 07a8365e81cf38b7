// spec E10.7
// `module` gives the namespace of a module that may be imported later.
// gives: [true,1]
const c = new Compartment({ __options__: true, modules: { x: { source: 'export const y = 1;' } } });
const namespace = c.module('x');
const imported = c.importNow('x');
return [namespace === imported, namespace.y];
