// spec E9.23
// A chain of 2,000 redirects ends where it leads.
// gives: 1
const c = new Compartment({ __options__: true, importHook: async s => Number(s) === 2000 ? { source: 'export default 1;' } : { namespace: String(Number(s) + 1), compartment: c } });
return (await c.import('0')).namespace.default;
