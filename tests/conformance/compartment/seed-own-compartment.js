// spec E8.1
// A compartment's own `Compartment` makes compartments that are none of the parent's globals.
// gives: ["function","undefined",true]
const c = new Compartment({ __options__: true, globals: { secret: 1 } });
const child = c.evaluate('new Compartment()');
return [typeof child.evaluate, child.evaluate('typeof secret'), child.globalThis !== c.globalThis];
