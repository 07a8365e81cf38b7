// spec E18.2
// Assignments after the declaration work as ever.
// gives: 5
let x;
x = 1;
x += 2;
[x] = [x + 1];
for (x of [x, x + 1]);
return x;
