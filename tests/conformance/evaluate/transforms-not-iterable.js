// spec E8.8
// They must be one.
// throws: TypeError
new Compartment().evaluate('1', { transforms: 5 });
