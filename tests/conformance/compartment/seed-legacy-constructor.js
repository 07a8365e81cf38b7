// spec E8.3
// The older form takes globals, modules and options one after the other.
// gives: ["value","old"]
const c = new Compartment({ given: 'value' }, {}, { name: 'old' });
return [c.evaluate('given'), c.name];
