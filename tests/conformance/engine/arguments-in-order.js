// spec E18.2
// Arguments are values of their time.
// gives: [[1,2,2],[2,2,3]]
let a = 1;
const f = (...x) => x;
return [f(a, a = 2, a), f(...[a, a++], a)];
