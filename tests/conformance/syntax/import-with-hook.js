// spec E10.7
// It gets what the hook of its compartment brings.
// gives: ["own","own"]
const c = new Compartment({
  resolveHook: specifier => specifier,
  importHook: async () => ({ imports: [], exports: ['who'], execute: namespace => { namespace.who = 'own'; } }),
  __options__: true,
});
const load = c.evaluate('name => import(name)');
return [(await load('@endo/far')).who, (await c.globalThis.Function('return import("x")')()).who];
