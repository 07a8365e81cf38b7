// spec E8.7
// A `let` cannot be read before it.
// throws: ReferenceError
new Compartment().evaluate('x; let x = 1;');
