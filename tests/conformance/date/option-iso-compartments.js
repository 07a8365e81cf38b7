// spec E16.6
// The option holds in the compartments of the vat.
// option: dateStrings=iso
// gives: 5
return new Compartment().evaluate(`new Date('1970-01-01T00:00:00.005').getTime()`);
