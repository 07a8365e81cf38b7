// spec M3
// A virtual module that never ends.
// ends: compute limit
const c = new Compartment({ __options__: true, modules: { x: { source: { imports: [], exports: [], execute() { for (;;) {} } } } } });
return c.importNow('x');
