// spec E9.22
// There is no `import.defer()` and no `import.source()`: neither finds a module of the vat.
// gives: ["SyntaxError","SyntaxError","SyntaxError","SyntaxError"]
const kind = p => p.then(() => 'loaded', e => e.name);
const c = new Compartment({ __options__: true, modules: { m: { source: new ModuleSource(
  "export const p = import.defer('@endo/far'); export const q = import.source('@endo/far');", 'bootstrap.js') } } });
const { p, q } = c.importNow('m');
return Promise.all([p, q, c.evaluate("import.defer('@endo/far')"), import.defer('@endo/far')].map(kind));
