// spec E8.1
// Siblings do not share a constructor.
// gives: false
return new Compartment().globalThis.Compartment === new Compartment().globalThis.Compartment;
