// spec E8.7
// The value of a program is that of its last statement that has one.
// gives: 3
return new Compartment().evaluate('let i = 0; do { i++; } while (i < 4);');
