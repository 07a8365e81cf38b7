// spec E8.8, E19.4
// A transform must give a text.
// throws: TypeError: transform must return a string
new Compartment().evaluate('1', { transforms: [() => ({ toString: () => '2' })] });
