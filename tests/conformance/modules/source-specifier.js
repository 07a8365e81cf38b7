// spec E9.7, E9.11
// `specifier` is what the module resolves its imports from.
// gives: ["./x","lib/a"]
let seen;
const c = new Compartment({ __options__: true, resolveHook: (...args) => { seen = args; return 'x'; }, modules: { a: { source: `import './x';`, specifier: 'lib/a' }, x: { source: '' } } });
await c.import('a');
return seen;
