// spec E14.5
// Only own enumerable properties with strings as keys are written.
// gives: {"own":1}
const value = Object.create({ inherited: 1 }, { own: { value: 1, enumerable: true }, hidden: { value: 2 } });
value[Symbol('s')] = 3;
return JSON.stringify(value);
