// spec E17.5
// There is no chance in compartments either.
// throws: TypeError: there is no chance in a vat: Math.random() throws
return new Compartment().evaluate('Math.random()');
