// spec E18.2
// `a = a++` leaves a as it was.
// gives: [1,5]
let a = 1;
a = a++;
let b = '3';
b = b-- + b;
return [a, b];
