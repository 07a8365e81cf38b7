// spec E8.7
// An empty text has no value.
// gives: undefined
return new Compartment().evaluate('');
