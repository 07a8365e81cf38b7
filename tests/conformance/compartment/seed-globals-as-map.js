// spec E8.5
// Globals may be given as a map.
// gives: value
const c = new Compartment({ __options__: true, globals: new Map([['given', 'value']]) });
return c.evaluate('given');
