// spec E9.6
// `execute` of a virtual source is read once.
// gives: 1
let n = 0;
const source = { imports: [], exports: [], get execute() { n += 1; return () => {}; } };
new Compartment({ __options__: true, modules: { v: { source } } }).importNow('v');
return n;
