// spec E9.15, E9.23
// A chain of ten thousand modules that export all of the next, and one of as many that pass on a name.
// limit: 10000000000
// gives: [1,["x"],1]
const chain = text => {
  const n = 10_000;
  const [source, last] = [new ModuleSource(text), new ModuleSource('export const x = 1;')];
  const importNowHook = name => ({ source: name === String(n) ? last : source });
  return new Compartment({ __options__: true, importNowHook, resolveHook: (_, name) => String(Number(name) + 1) }).importNow('0');
};
const all = chain(`export * from 'next';`);
return [all.x, Object.keys(all), chain(`export { x } from 'next';`).x];
