// spec E8.6
// An array of the outside is an array inside.
// gives: [true,true,true]
const c = new Compartment({ __options__: true, globals: { a: [] } });
return [c.evaluate('a instanceof Array'), c.evaluate('[]') instanceof Array, c.evaluate('Array.isArray(a)')];
