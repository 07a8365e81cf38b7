// spec E9.19
// What exports does not name is not exported.
// gives: [["x"],2]
let env;
const c = new Compartment({ __options__: true, modules: { v: { source: { imports: [], exports: ['x'], execute: exports => { env = exports; exports.more = 2; } } } } });
return [Object.keys(c.importNow('v')), env.more];
