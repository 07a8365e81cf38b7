// spec E10.7
// What is not in the map, `importNow` asks the hook for.
// gives: true
const c = new Compartment({
  importNowHook: specifier => {
    if (specifier === 'runtime-module') return { source: `export const runtime = true;` };
  },
  __options__: true,
});
return c.importNow('runtime-module').runtime;
