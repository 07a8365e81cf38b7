// spec E9.10
// Nothing is turned into a specifier.
// gives: ["first argument of import() must be a string","first argument of load() must be a string","first argument of importNow() must be a string","first argument of module() must be a string"]
const c = new Compartment();
const said = [await c.import(1).catch(e => e.message), await c.load({}).catch(e => e.message)];
for (const method of ['importNow', 'module']) {
  try {
    c[method](null);
  } catch (error) {
    said.push(error.message);
  }
}
return said;
