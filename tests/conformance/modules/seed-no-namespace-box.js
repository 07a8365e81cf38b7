// spec E10.7
// With `__noNamespaceBox__`, `import` gives the namespace itself.
// gives: [1,"Module"]
const c = new Compartment({ __options__: true, __noNamespaceBox__: true, modules: { x: { source: 'export const y = 1;' } } });
const namespace = await c.import('x');
return [namespace.y, namespace[Symbol.toStringTag]];
