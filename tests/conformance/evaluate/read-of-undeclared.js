// spec E8.7, E19.2
// Reading what nobody declared throws.
// throws: ReferenceError
new Compartment().evaluate('nobody');
