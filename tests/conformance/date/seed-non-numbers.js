// spec E16.3
// `new Date(nonNumber)` is an invalid date.
// gives: []
const values = [undefined, null, true, false, '', '0', '1970-01-01T00:00:00.000Z', 'January 1, 1970', 1n, Symbol('x'), {}, [], [5], () => 5];
return values.filter(value => String(new Date(value)) !== 'Invalid Date').map(String);
