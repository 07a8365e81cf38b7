// spec E8.7
// A `String` object is no text.
// throws: TypeError: first argument of evaluate() must be a string
new Compartment().evaluate(Object('1'));
