// spec E8.7
// The value of a program is that of its last statement that has one.
// gives: 5
return new Compartment().evaluate('if (true) { 5; }');
