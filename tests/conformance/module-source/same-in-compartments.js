// spec E9.4
// All compartments have the same one.
// gives: true
return new Compartment().globalThis.ModuleSource === ModuleSource;
