// spec E10.7
// What `execute` of a virtual module is given.
// gives: confined
const got = [];
const source = { imports: [], exports: ['x'], execute(...args) { got.push(this, ...args); } };
const c = new Compartment({ __options__: true, modules: { x: { source } } });
try { got.push(c.importNow('x')); } catch (e) { got.push(e); }
return got;
