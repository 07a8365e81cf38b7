// spec E8.4
// No two compartments have the same global object.
// gives: false
return new Compartment().globalThis === new Compartment().globalThis;
