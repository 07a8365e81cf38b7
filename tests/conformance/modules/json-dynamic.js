// spec E9.24, E9.22
// import() may name it as well.
// gives: {"a":1}
const c = new Compartment({ __options__: true, modules: { d: { source: { imports: [], exports: ['default'], execute: exports => { exports.default = { a: 1 }; } } } } });
return (await c.evaluate(`import('d', { with: { type: 'json' } })`)).default;
