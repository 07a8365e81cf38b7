// spec E9.19
// Before it is set an export is undefined.
// gives: [true,["x"]]
const c = new Compartment({ __options__: true, modules: { v: { source: { imports: [], exports: ['x'], execute() {} } } } });
const ns = c.importNow('v');
return [ns.x === undefined, Object.keys(ns)];
