// spec E8.12
// A compartment of the same name is another compartment.
// gives: confined
const c = new Compartment({ __options__: true, name: '<unknown>' });
return [c.globalThis, c.evaluate('typeof secret'), c.evaluate('this')];
