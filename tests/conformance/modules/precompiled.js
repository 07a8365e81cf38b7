// spec E9.25
// A functor sets exports once and again.
// gives: [1,2,"K",["k","n","up"]]
const record = { imports: [], exports: ['k', 'n', 'up'], reexports: [], __fixedExportMap__: { up: ['up'], k: ['k'] }, __liveExportMap__: { n: ['n', true] }, __reexportMap__: {},
  __syncModuleProgram__: `({ imports, liveVar, onceVar }) => (function () { 'use strict'; imports([]); let $n = 1; liveVar.n($n); const up = () => { n = n + 1; }; onceVar.up(up); const k = 'K'; onceVar.k(k); })()` };
const ns = new Compartment({ __options__: true, modules: { m: { source: record } } }).importNow('m');
const before = ns.n;
ns.up();
return [before, ns.n, ns.k, Object.keys(ns)];
