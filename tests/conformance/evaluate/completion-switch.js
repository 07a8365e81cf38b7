// spec E8.7
// The value of a program is that of its last statement that has one.
// gives: one
return new Compartment().evaluate("switch (1) { case 1: 'one'; break; default: 'two'; }");
