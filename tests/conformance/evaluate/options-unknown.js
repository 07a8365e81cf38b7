// spec E8.7
// Options that nobody knows mean nothing.
// gives: 1
return new Compartment().evaluate('1', { strict: false });
