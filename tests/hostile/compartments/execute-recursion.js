// spec M6
// A virtual module that imports itself while it runs.
// gives: done
const c = new Compartment({ __options__: true, modules: { x: { source: { imports: [], exports: ['y'], execute(env) { env.y = c.importNow('x'); } } } } });
try { c.importNow('x'); } catch (e) { e.name; }
return 'done';
