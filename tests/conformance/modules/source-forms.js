// spec E9.6, E9.7
// Text, parsed text and virtual sources.
// gives: [1,2,3]
const c = new Compartment({ __options__: true, modules: {
  a: { source: 'export const x = 1;' },
  b: { source: new ModuleSource('export const x = 2;') },
  c: { source: { imports: [], exports: ['x'], execute: exports => { exports.x = 3; } } },
} });
return ['a', 'b', 'c'].map(s => c.importNow(s).x);
