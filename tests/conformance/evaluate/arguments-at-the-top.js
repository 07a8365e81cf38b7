// spec E8.7
// There are no `arguments` at the top.
// throws: ReferenceError
new Compartment().evaluate('arguments');
