// spec E9.23
// Redirects without end use up the crank, and nothing else.
// ends: compute limit
const c = new Compartment({ __options__: true, importHook: async s => ({ namespace: s + 'x', compartment: c }) });
return c.import('x');
