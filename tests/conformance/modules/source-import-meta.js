// spec E9.7, E9.18
// `importMeta` is copied into import.meta.
// gives: [{"url":"u"},false]
const importMeta = { url: 'u' };
const c = new Compartment({ __options__: true, modules: { a: { source: 'export const meta = import.meta;', importMeta } } });
const { meta } = c.importNow('a');
return [{ ...meta }, meta === importMeta];
