// spec E9.9
// {specifier, compartment} is an alias.
// gives: true
const lib = new Compartment({ __options__: true, modules: { a: { source: 'export const o = {};' } } });
const c = new Compartment({ __options__: true, importHook: async () => ({ specifier: 'a', compartment: lib }) });
return (await c.import('z')).namespace.o === lib.importNow('a').o;
