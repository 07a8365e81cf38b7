// spec E8.1
// A compartment makes compartments, which are as any other.
// gives: [6,true,true]
const c = new Compartment({ globals: { x: 5 }, __options__: true });
const d = c.evaluate('new Compartment({ globals: { y: x + 1 }, __options__: true })');
return [d.evaluate('y'), d.evaluate('typeof x') === 'undefined', d instanceof Compartment];
