// spec E9.15
// A local export hides one of `export *`.
// gives: 1
return new Compartment({ __options__: true, modules: { m: { source: `export const x = 1; export * from 'n';` }, n: { source: 'export const x = 2;' } } }).importNow('m').x;
