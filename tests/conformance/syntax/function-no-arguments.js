// spec E10.1
// Without texts the function does nothing.
// gives: undefined
return new Compartment().evaluate('Function()()');
