// spec E9.15, E9.25
// What a record exports again through others is live for records that import it.
// gives: [1,2]
const record = (parts, program) => ({ imports: [], exports: [], __fixedExportMap__: {}, __liveExportMap__: {}, __syncModuleProgram__: program ?? '({ imports }) => { imports([]); }', ...parts });
const c = new Compartment({ __options__: true, modules: {
  base: { source: record({ __liveExportMap__: { n: ['n', true] }, __fixedExportMap__: { up: ['up'] } }, `({ imports, liveVar, onceVar }) => { imports([]); liveVar.n(1); onceVar.up(() => { n = n + 1; }); }`) },
  text: { source: `export { n as m, up } from 'base';` },
  again: { source: record({ imports: ['text'], reexports: ['text'] }) },
  star: { source: record({ imports: ['again'], __reexportMap__: { again: [['m', 'k'], ['up', 'up']] } }) },
  user: { source: record({ imports: ['star'], __fixedExportMap__: { see: ['see'] } }, `({ imports, onceVar }) => { let k; imports([['star', [['k', [$ => (k = $)]]]]]); onceVar.see(() => k); }`) },
} });
const { see } = c.importNow('user');
const before = see();
c.importNow('base').up();
return [before, see()];
