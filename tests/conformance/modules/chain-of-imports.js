// spec E9.23
// A chain of 2,000 modules is imported.
// gives: 1
const n = 2000;
const c = new Compartment({ __options__: true, importHook: async s => ({ source: Number(s) === n ? 'export const x = 1;' : `export { x } from '${Number(s) + 1}'; import '${Number(s) + 1}';`.slice(Number(s) < 10 ? 0 : 0).replace(/^export .*?; /, Number(s) > n - 50 ? '$&' : '') }) });
await c.import('0');
return c.importNow(String(n)).x;
