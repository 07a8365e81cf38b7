// spec E8.3
// Modules are an argument or an option, not both.
// throws: RangeError: Compartment constructor must receive either a module map argument or modules option, not both
new Compartment({}, {}, { modules: {} });
