// spec E8.1
// `Compartment` is a global function of a vat.
// gives: ["function","Compartment",0]
return [typeof Compartment, Compartment.name, Compartment.length];
