// spec E9.22, E9.10
// import() gives the same instance each time.
// gives: true
const c = new Compartment({ __options__: true, importHook: async () => ({ source: '' }) });
return c.evaluate(`Promise.all([import('m'), import('m')]).then(([a, b]) => a === b)`);
