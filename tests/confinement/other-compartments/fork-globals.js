// spec E8.5
// Globals given to a child are copies.
// gives: confined
const child = new Compartment({ __options__: true, globals: globalThis });
child.evaluate('globalThis.call = 1; globalThis.shared = 2;');
return [child.globalThis, child.evaluate('[eval, Function, Compartment, this, globalThis]'), call, shared];
