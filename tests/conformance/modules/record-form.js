// spec E9.9
// A record gives the module both specifiers.
// gives: [true,{"u":1}]
const c = new Compartment({ __options__: true, modules: { a: { record: new ModuleSource('export const o = {}; export const meta = { ...import.meta };'), specifier: 'b', importMeta: { u: 1 } } } });
await c.import('a');
return [c.importNow('a').o === c.importNow('b').o, c.importNow('b').meta];
