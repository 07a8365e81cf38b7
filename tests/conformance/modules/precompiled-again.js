// spec E9.25
// It exports again what others export.
// gives: [["all","m","x"],1,1]
const record = { imports: ['text'], exports: ['m', 'all'], reexports: ['text'], __fixedExportMap__: {}, __liveExportMap__: {}, __reexportMap__: { text: [['x', 'm'], ['*', 'all']] }, __syncModuleProgram__: `({ imports }) => { imports([['text', []]]); }` };
const ns = new Compartment({ __options__: true, modules: { record, text: { source: 'export const x = 1;' } } }).importNow('record');
return [Object.keys(ns), ns.m, ns.all.x];
