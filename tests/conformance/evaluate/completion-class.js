// spec E8.7
// The value of a program is that of its last statement that has one.
// gives: 6
return new Compartment().evaluate('6; class C {}');
