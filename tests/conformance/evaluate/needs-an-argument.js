// spec E8.7
// There must be a text.
// throws: TypeError: first argument of evaluate() must be a string
new Compartment().evaluate();
