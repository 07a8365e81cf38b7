// spec E9.22
// In evaluated code a specifier is a full one.
// gives: [2,2,2]
const c = new Compartment({ __options__: true, resolveHook: (s, r) => `${r}/${s}`, modules: { x: { source: 'export const x = 2;' } } });
const load = ['import("x")', '(0, eval)("import(\'x\')")', 'Function("return import(\'x\')")()'];
return Promise.all(load.map(async text => (await c.evaluate(text)).x));
