// spec E18.2
// A compound assignment takes the value from before its right side.
// gives: 11
let a = 1;
a += (a = 5, 10);
return a;
