// spec E19.2
// A global function that is called by its name has no `this`.
// gives: [true,true]
return new Compartment({ globals: { f() { return this; } }, __options__: true }).evaluate('[f() === undefined, globalThis.f() === globalThis]');
