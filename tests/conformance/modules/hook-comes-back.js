// spec E9.23
// A hook may import what it is asked for; the first answer stays.
// gives: [2,2]
const c = new Compartment({ __options__: true, importHook: async s => { c.importNow(s); return { source: 'export default 1;' }; }, importNowHook: () => ({ source: 'export default 2;' }) });
return [(await c.import('a')).namespace.default, c.importNow('a').default];
