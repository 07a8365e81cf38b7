// spec E9.22
// Code called from a module of another compartment imports from its own.
// gives: ["inner","outer"]
const make = name => new Compartment({ __options__: true, modules: { which: { source: `export default '${name}';` }, call: { source: 'export const call = f => f(); export const own = () => import("which");' } } });
const [inner, outer] = ['inner', 'outer'].map(make);
const f = inner.evaluate(`() => import('which')`);
const { call, own } = outer.importNow('call');
return [(await call(f)).default, (await inner.importNow('call').call(own)).default];
