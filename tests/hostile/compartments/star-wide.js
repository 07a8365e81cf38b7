// spec M3
// Two hundred modules that all export everything of all.
// gives: 200
const names = Array.from({ length: 200 }, (_, i) => `m${i}`);
const c = new Compartment({
  __options__: true,
  resolveHook: s => s,
  importHook: async s => ({ source: `${names.slice(0, 40).map(name => `export * from '${name}';`).join('')} export const ${s} = 1; ${s === 'm0' ? names.slice(1).map(name => `export { ${name} } from '${name}';`).join('') : ''}` }),
});
return Object.keys((await c.import('m0')).namespace).length;
