// spec M3
// A hook whose answer is a thenable without end.
// ends: compute limit
const make = () => ({ then: resolve => resolve(make()) });
const c = new Compartment({ __options__: true, resolveHook: s => s, importHook: make });
return c.import('x');
