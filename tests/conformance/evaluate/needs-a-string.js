// spec E8.7
// The text must be a string.
// throws: TypeError: first argument of evaluate() must be a string
new Compartment().evaluate(1);
