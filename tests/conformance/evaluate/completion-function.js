// spec E8.7
// The value of a program is that of its last statement that has one.
// gives: 8
return new Compartment().evaluate('8; function f() {}');
