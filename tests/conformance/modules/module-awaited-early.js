// spec E9.14
// To await one too early rejects.
// throws: TypeError
return new Compartment().module('m');
