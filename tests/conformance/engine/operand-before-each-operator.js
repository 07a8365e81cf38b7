// spec E18.2
// So it is for every operator.
// gives: [5,4,2,1,0.5,6,2,1,7,49]
let a = 10;
return [a >> (a = 1), a << (a = 2), a % (a = 3), a & (a = 1), a / (a = 2), a * (a = 3), a - (a = 1), a | (a = 0), a ^ (a = 7), a ** (a = 2)];
