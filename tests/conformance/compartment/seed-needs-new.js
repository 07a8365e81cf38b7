// spec E8.1
// `Compartment` is a class.
// throws: TypeError
Compartment({ __options__: true });
