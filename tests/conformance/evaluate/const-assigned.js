// spec E8.7
// A `const` cannot be assigned.
// throws: TypeError
new Compartment().evaluate('const x = 1; x = 2;');
