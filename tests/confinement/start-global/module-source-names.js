// spec E9.22, E10.7
// Modules that are called by the names of the vat's own modules, and import what those can.
// gives: confined
const found = [];
const names = ['judge.js', 'attempts.js', '@endo/far', '\0native:@endo/far', 'vat', ''];
for (const name of names) {
  for (const target of ['@endo/far', 'attempts.js', 'judge.js', '\0native:@endo/far']) {
    const text = `export const get = () => import(${JSON.stringify(target)});`;
    const sources = [() => new ModuleSource(text, name), () => new ModuleSource(text, { sourceUrl: name }), () => new ModuleSource(`${text}\n//# sourceURL=${name}`)];
    for (const make of sources) {
      try {
        const source = make();
        const c = new Compartment({ __options__: true, name, modules: { [name]: { source, specifier: name } } });
        found.push(await c.importNow(name).get());
      } catch (error) { found.push(error); }
      try { found.push(await new Compartment({ __options__: true, name, modules: { [name]: text } }).importNow(name).get()); } catch (error) { found.push(error); }
    }
  }
}
return found;
