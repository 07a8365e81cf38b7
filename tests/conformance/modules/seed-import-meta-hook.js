// spec E10.7
// `importMetaHook` fills `import.meta`.
// gives: ["about x"]
const c = new Compartment({
  __options__: true,
  resolveHook: s => s,
  importMetaHook: (specifier, meta) => { meta.url = `about ${specifier}`; },
  modules: { x: { source: 'export const url = import.meta.url;' } },
});
return [(await c.import('x')).namespace.url];
