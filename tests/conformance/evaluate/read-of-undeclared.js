// spec E8.7
// Reading what nobody declared throws.
// throws: ReferenceError
new Compartment().evaluate('nobody');
