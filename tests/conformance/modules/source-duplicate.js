// spec E9.7
// A compartment may make a second instance of its own module.
// gives: [false,"a"]
const c = new Compartment({ __options__: true, modules: { a: { source: 'export const o = {}; export const n = "a";' } }, moduleMapHook: s => s === 'b' ? { source: 'a', compartment: c } : undefined });
return [c.importNow('a').o === c.importNow('b').o, c.importNow('b').n];
