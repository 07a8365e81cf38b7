// spec E9.22
// A compartment does not get the modules of the vat.
// throws: TypeError
return new Compartment({ __options__: true }).evaluate(`import('@endo/far')`);
