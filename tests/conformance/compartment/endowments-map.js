// spec E8.5
// A `Map` gives its entries.
// gives: [1,["x"]]
const c = new Compartment({ globals: new Map([['x', 1]]), __options__: true });
return [c.evaluate('x'), Object.keys(c.globalThis)];
