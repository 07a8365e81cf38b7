// spec E8.3, E10.7
// The second argument of the older form is the modules.
// gives: 7
const c = new Compartment({}, { seven: { source: 'export const n = 7;' } }, {});
return c.importNow('seven').n;
