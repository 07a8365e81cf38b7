// spec E8.5
// `globals` are assigned to the global object: they are enumerable.
// gives: [{"a":1,"b":"x"},3]
const c = new Compartment({ globals: { a: 1, b: 'x' }, __options__: true }); return [{ ...c.globalThis }, c.evaluate('a + 2')];
