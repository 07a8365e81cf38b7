// spec E9.18
// The hook is not called for modules that cannot be linked, and once for one that links in the end.
// gives: [["SyntaxError","SyntaxError"],["good"]]
const called = [];
const c = new Compartment({ __options__: true, modules: {
  bad: { source: `import.meta; import { nope } from 'good';` },
  good: { source: 'import.meta; export const x = 1;' },
}, importMetaHook: name => { called.push(name); } });
const failed = [];
for (const name of ['bad', 'bad']) failed.push(await c.import(name).catch(error => error.name));
await c.import('good');
return [failed, called];
