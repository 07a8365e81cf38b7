// spec E18.2
// So do the conditions of loops.
// gives: 4
let a = 1;
let n = 0;
while (a < (a = a + 1, 5)) n++;
return n;
