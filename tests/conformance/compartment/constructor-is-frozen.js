// spec E8.1
// Constructors are frozen, those of children too.
// gives: [true,true]
return [Compartment, new Compartment().globalThis.Compartment].map(Object.isFrozen);
