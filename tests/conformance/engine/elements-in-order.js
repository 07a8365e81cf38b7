// spec E18.2
// So are elements and template parts.
// gives: [[1,1,2,9,9],"922"]
let a = 1;
return [[a, a++, a, (a = 9), a], `${a}${a = 2}${a}`];
