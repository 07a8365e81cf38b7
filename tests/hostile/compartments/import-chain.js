// spec M6
// A thousand modules, each importing the next.
// gives: 1000
// limit: 100000000
const c = new Compartment({
  __options__: true,
  resolveHook: s => s,
  importHook: async s => {
    const n = +s;
    return { source: n < 1000 ? `export { depth } from '${n + 1}';` : `export const depth = ${n};` };
  },
});
return (await c.import('0')).namespace.depth;
