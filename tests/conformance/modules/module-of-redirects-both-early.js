// spec E9.14, E19.44
// Each of two specifiers of one module keeps the object that was given out for it, and importers see that of the module.
// gives: [true,true,true,true]
const c = new Compartment({ __options__: true, __noNamespaceBox__: true, modules: { b: { source: 'export const x = 1;' }, user: { source: `import * as b from 'b'; export { b };` } },
  moduleMapHook: name => name === 'a' ? { namespace: 'b', compartment: c } : undefined });
const [a, b] = [c.module('a'), c.module('b')];
return [await c.import('a') === a, await c.import('b') === b, c.importNow('user').b === b, a.x === b.x];
