// spec E8.3
// Options that are `null` are refused.
// throws: TypeError
new Compartment({}, {}, null);
