// spec E8.7
// The text does not see the variables of whoever evaluates.
// gives: undefined
const local = 1; return new Compartment().evaluate('typeof local');
