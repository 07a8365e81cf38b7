// spec E9.8
// The properties are read when the module runs.
// gives: 2
const o = { a: 1 };
const c = new Compartment({ __options__: true, modules: { o: { namespace: o } } });
await c.load('o');
o.a = 2;
return c.importNow('o').a;
