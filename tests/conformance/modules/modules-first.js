// spec E9.5
// The module map is asked before any hook.
// gives: [1,[]]
const asked = [];
const hook = specifier => { asked.push(specifier); };
const c = new Compartment({ __options__: true, modules: { m: { source: 'export default 1;' } }, moduleMapHook: hook, importHook: hook, importNowHook: hook });
return [(await c.import('m')).namespace.default, asked];
