// spec E8.7
// The value of a program is that of its last statement that has one.
// gives: 9
return new Compartment().evaluate('try { 9; } finally { 10; }');
