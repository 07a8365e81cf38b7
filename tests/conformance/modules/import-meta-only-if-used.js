// spec E9.18
// The hook is called once, and only for modules that use it.
// gives: ["a"]
const asked = [];
const c = new Compartment({ __options__: true, importMetaHook: s => { asked.push(s); }, modules: { a: { source: 'import.meta; import.meta;' }, b: { source: `import 'a';` } } });
await c.import('b');
await c.import('a');
return asked;
