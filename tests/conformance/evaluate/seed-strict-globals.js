// spec E8.7
// Without it, that throws.
// throws: ReferenceError
new Compartment().evaluate('undeclaredVar = 1');
