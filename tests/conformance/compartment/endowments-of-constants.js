// spec E8.5
// What cannot change is not replaced.
// throws: TypeError
new Compartment({ globals: { NaN: 1 }, __options__: true });
