// spec E9.5
// The second argument of the older form is the module map.
// gives: 7
return new Compartment({ n: 7 }, { m: { source: 'export default n;' } }).importNow('m').default;
