// spec E8.8
// `null` is none.
// throws: TypeError
new Compartment().evaluate('1', { transforms: null });
