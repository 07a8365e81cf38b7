// spec E8.7
// The value of a program is that of its last statement that has one.
// gives: 2
return new Compartment().evaluate('2;;;');
