// spec E8.2
// Compartments show as such.
// gives: [object Compartment]
return String(new Compartment());
