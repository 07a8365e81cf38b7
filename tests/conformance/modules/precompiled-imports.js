// spec E9.25
// It imports live from other records, and by value from text.
// gives: [1,2,"T"]
const counter = { imports: [], exports: ['n', 'up'], __fixedExportMap__: { up: ['up'] }, __liveExportMap__: { n: ['n', true] }, __syncModuleProgram__: `({ imports, liveVar, onceVar }) => { imports([]); liveVar.n(1); onceVar.up(() => { n = n + 1; }); }` };
const user = { imports: ['counter', 'text'], exports: ['see'], __fixedExportMap__: { see: ['see'] }, __liveExportMap__: {}, __syncModuleProgram__: `({ imports, onceVar }) => { let n, t; imports([['counter', [['n', [$ => (n = $)]]]], ['text', [['t', [$ => (t = $)]]]]]); onceVar.see(() => [n, t]); }` };
const c = new Compartment({ __options__: true, modules: { counter, user, text: { source: `export const t = 'T';` } } });
const { see } = c.importNow('user');
const [before] = see();
c.importNow('counter').up();
return [before, ...see()];
