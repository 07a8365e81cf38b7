// spec E8.12
// A symbol is no name.
// throws: TypeError
new Compartment({ name: Symbol('n'), __options__: true });
