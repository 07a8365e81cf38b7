// spec E8.3
// Globals are an argument or an option, not both.
// throws: RangeError: Compartment constructor must receive either globals argument or option, not both
new Compartment({}, {}, { globals: {} });
