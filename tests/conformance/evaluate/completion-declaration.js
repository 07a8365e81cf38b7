// spec E8.7
// The value of a program is that of its last statement that has one.
// gives: 7
return new Compartment().evaluate('7; let x = 1;');
