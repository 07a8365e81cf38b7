// spec E8.8
// A transform must be a function.
// throws: TypeError: transform is not a function
new Compartment().evaluate('1', { transforms: [5] });
