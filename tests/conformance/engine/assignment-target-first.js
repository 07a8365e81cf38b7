// spec E18.2
// Object and key of an assignment come before its value.
// gives: [7,5,[2,2,3],2]
let a = { x: 1 };
const b = a;
a.x = (a = { x: 5 }, 7);
let i = 0;
const l = [1, 2, 3];
l[i] = i = 2;
return [b.x, a.x, l, i];
