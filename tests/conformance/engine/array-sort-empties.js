// spec E18.1
// A comparator that empties the array it sorts.
// gives: [3,4,5]
const a = [5, 4, 3];
a.sort((x, y) => { a.length = 0; return x - y; });
return a;
