// spec E9.7, E9.8
// A namespace leads to the module behind it also when that knows itself by another name, which nobody has asked for.
// gives: [1,["asked"],"own"]
const asked = [];
const lib = new Compartment({ __options__: true, importHook: async name => {
  asked.push(name);
  return { source: 'export const x = 1; export const { url } = import.meta;', specifier: 'own' };
}, importMetaHook: (name, meta) => { meta.url = name; } });
const { namespace } = await lib.import('asked');
const c = new Compartment({ __options__: true, modules: { n: { namespace } } });
const { namespace: again } = await c.import('n');
return [again.x, asked, again.url];
