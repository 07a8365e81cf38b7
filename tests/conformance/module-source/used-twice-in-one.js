// spec E9.4, E9.7
// Two specifiers of one compartment are two instances.
// gives: false
const source = new ModuleSource('export const o = {};');
const c = new Compartment({ __options__: true, modules: { a: { source }, b: { source } } });
return c.importNow('a').o === c.importNow('b').o;
