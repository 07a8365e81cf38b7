// spec E8.4
// `globalThis` of a compartment object cannot be replaced.
// throws: TypeError
new Compartment().globalThis = {};
