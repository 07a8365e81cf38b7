// spec E18.1
// The start of a splice cuts the array.
// gives: [3,false,1]
const a = [1, 2, 3, 4];
const r = a.splice({ valueOf() { a.length = 1; return 0; } }, 3);
return [r.length, 1 in r, a.length];
