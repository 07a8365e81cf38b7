// spec E18.2
// The left operand is read before the right one assigns it.
// gives: 3
let a = 1;
return a + (a = 2);
