// spec E9.5
// The module map may be a Map.
// gives: 7
const c = new Compartment({ __options__: true, modules: new Map([['m', { source: 'export default 7;' }]]) });
return c.importNow('m').default;
