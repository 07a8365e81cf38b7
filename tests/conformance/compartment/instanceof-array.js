// spec E8.6
// `instanceof` holds across compartments.
// gives: [true,true,true,true]
const c = new Compartment({ globals: { list: [] }, __options__: true });
return [c.evaluate('[]') instanceof Array, c.evaluate('list instanceof Array'), c.evaluate('[] instanceof Array'), c.evaluate('new Map()') instanceof Map];
