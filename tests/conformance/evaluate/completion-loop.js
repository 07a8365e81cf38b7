// spec E8.7
// The value of a program is that of its last statement that has one.
// gives: 4
return new Compartment().evaluate('for (let i = 0; i < 3; i++) i * 2;');
