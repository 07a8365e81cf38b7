// spec E10.5
// `x-->0` in the middle of a line counts down.
// gives: 3
let n = 0;
for (let x = 3; x-->0;) n += 1;
return n;
