// spec E10.7
// `resolveHook` says what a specifier means in a module.
// gives: [["./b in a"],"b"]
const asked = [];
const c = new Compartment({
  __options__: true,
  resolveHook: (specifier, referrer) => { asked.push(`${specifier} in ${referrer}`); return specifier.slice(2); },
  importHook: async s => ({ source: s === 'a' ? 'export { name } from "./b";' : 'export const name = "b";' }),
});
const { namespace } = await c.import('a');
return [asked, namespace.name];
