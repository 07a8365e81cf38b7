// spec E10.8
// Nor does it do anything in a compartment.
// gives: 3
return new Compartment().evaluate('debugger; 1 + 2');
