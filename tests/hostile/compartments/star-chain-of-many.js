// spec E9.23, M5
// Fifty thousand modules, each exporting all of the next.
// limit: 100000000000
// ends: memory limit
const n = 50_000;
const importNowHook = name => ({ source: Number(name) === n ? 'export const x = 1;' : `export * from '${Number(name) + 1}';` });
return new Compartment({ __options__: true, importNowHook }).importNow('0').x;
