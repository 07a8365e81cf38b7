// spec E9.18
// importMetaHook may add what it likes.
// gives: ["u:a",1,null]
const c = new Compartment({ __options__: true, importMetaHook: (specifier, meta) => { meta.url = 'u:' + specifier; }, modules: { a: { source: 'export const { url, x } = import.meta; export const proto = Object.getPrototypeOf(import.meta);', importMeta: { x: 1 } } } });
const { namespace } = await c.import('a');
return [namespace.url, namespace.x, namespace.proto];
