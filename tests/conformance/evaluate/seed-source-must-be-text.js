// spec E8.7
// Only a string is code.
// throws: TypeError
new Compartment().evaluate({ toString: () => '1' });
