// spec E18.2
// An increment counts as an assignment.
// gives: [true,true,10]
let a = 1;
return [a === (a++, 1), a == (++a, 2), a + a++ + a];
