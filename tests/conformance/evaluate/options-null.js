// spec E8.7
// Options cannot be `null`.
// throws: TypeError
new Compartment().evaluate('1', null);
