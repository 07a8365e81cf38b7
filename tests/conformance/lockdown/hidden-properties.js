// spec E15.2
// Only own enumerable properties are options.
// gives: undefined
return lockdown(Object.create({ inherited: 1 }, { hidden: { value: 1 } }));
