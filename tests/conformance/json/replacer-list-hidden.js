// spec E14.6
// A list names inherited and hidden properties too.
// gives: {"inherited":1,"hidden":2}
const value = Object.create({ inherited: 1 }, { hidden: { value: 2 } });
return JSON.stringify(value, ['inherited', 'hidden']);
