// spec E18.3
// A conversion that converts itself ends the vat.
// ends: stack limit
const o = { toString() { return `${o}`; } };
return `${o}`;
