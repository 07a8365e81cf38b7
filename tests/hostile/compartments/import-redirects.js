// spec M3, M5
// A hook whose every answer points to another module.
// limit: 100000000
// ends: memory limit
let n = 0;
const c = new Compartment({
  __options__: true,
  resolveHook: s => s,
  importHook: async () => ({ source: `import 'm${(n += 1)}'; export const x = 1;` }),
});
return (await c.import('m')).namespace.x;
