// spec E9.18
// The hook is called once, also when it asks for the same module.
// gives: [["m"],"m"]
const called = [];
const c = new Compartment({ __options__: true, modules: { m: { source: 'export const { name } = import.meta;' } },
  importMetaHook: (name, meta) => { called.push(name); c.importNow('m'); meta.name = name; } });
const { name } = c.importNow('m');
c.importNow('m');
return [called, name];
