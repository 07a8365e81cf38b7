// spec E9.4, E10.6
// A direct eval is refused where an instance is made.
// throws: SyntaxError
const source = new ModuleSource('eval("1")');
return new Compartment({ __options__: true, modules: { m: { source } } }).import('m');
