// spec E18.3
// Flattening an array that holds itself ends the vat.
// ends: stack limit
const a = [];
a.push(a);
return a.flat(Infinity);
