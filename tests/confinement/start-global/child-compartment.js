// spec E8.4
// Compartments of its own, and what they have.
// gives: confined
const child = new Compartment({ __options__: true, globals: { call, read } });
const grandchild = child.evaluate('new Compartment()');
return [child, child.globalThis, child.evaluate('this'), child.evaluate('Compartment'), grandchild.globalThis, grandchild.evaluate('[this, eval, Function, Compartment]'), Reflect.ownKeys(child)];
