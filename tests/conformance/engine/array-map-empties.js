// spec E18.1
// A callback that cuts the array it maps leaves holes in the result.
// gives: [4,false,[1]]
const a = [1, 2, 3, 4];
const r = a.map(x => { a.length = 1; return x; });
return [r.length, 1 in r, a];
