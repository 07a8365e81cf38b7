// spec E9.18
// It is called just before the module runs, after those that the module imports have run.
// gives: ["meta b","run b","meta a","run a"]
const log = [];
const c = new Compartment({ __options__: true, globals: { log }, modules: {
  a: { source: `import 'b'; import.meta; log.push('run a');` },
  b: { source: `import.meta; log.push('run b');` },
}, importMetaHook: name => { log.push('meta ' + name); } });
await c.import('a');
return log;
