// spec E9.9
// A source by itself is a descriptor.
// gives: [2,3]
const c = new Compartment({ __options__: true, modules: {
  b: new ModuleSource('export const x = 2;'),
  c: { imports: [], exports: ['x'], execute: exports => { exports.x = 3; } },
} });
return ['b', 'c'].map(s => c.importNow(s).x);
