// spec E9.24
// `import()` with `type: 'json'` gives no module of source text, and does not run it.
// gives: ["TypeError","undefined",7]
const modules = { x: { source: 'globalThis.ran = 1' },
  j: { source: { imports: [], exports: ['default'], execute(env) { env.default = 7; } } } };
const c = new Compartment({ __options__: true, modules });
const kind = await c.evaluate("import('x', { with: { type: 'json' } })").then(() => 'ran', e => e.name);
const json = await c.evaluate("import('j', { with: { type: 'json' } })");
return [kind, typeof c.globalThis.ran, json.default];
