// spec E18.11
// Each write to the length of an array cuts it.
// gives: ["undefined",1,[1]]
const set = (a, n) => { a.length = n; };
const a = [1, 2, 3];
set(a, 3);
set(a, 1);
return [String(a[2]), a.length, a];
