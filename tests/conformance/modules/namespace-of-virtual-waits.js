// spec E9.8, E9.15
// The namespace of a virtual module, a record of the compiler or an object that has not run lets it run first.
// gives: [1,2,3]
const record = { imports: [], exports: ['p'], __fixedExportMap__: { p: ['p'] }, __liveExportMap__: {}, __syncModuleProgram__: `({ imports, onceVar }) => { imports([]); onceVar.p(2); }` };
const lib = new Compartment({ __options__: true, modules: {
  v: { source: { imports: [], exports: ['v'], execute(exports) { exports.v = 1; } } },
  p: { source: record },
  o: { namespace: { o: 3 } },
  peek: { source: { imports: ['v', 'p', 'o'], exports: ['names'], execute(exports) { exports.names = ['v', 'p', 'o'].map(name => lib.module(name)); } } },
} });
// What a virtual module imports is linked and does not run.
const [v, p, o] = lib.importNow('peek').names;
const c = new Compartment({ __options__: true, modules: { v: { namespace: v }, p: { namespace: p }, o: { namespace: o } } });
return [c.importNow('v').v, c.importNow('p').p, c.importNow('o').o];
