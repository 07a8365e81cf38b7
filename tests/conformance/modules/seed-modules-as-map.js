// spec E10.7
// The module map may be a map.
// gives: 1
const c = new Compartment({ __options__: true, modules: new Map([['x', { source: 'export const y = 1;' }]]) });
return c.importNow('x').y;
