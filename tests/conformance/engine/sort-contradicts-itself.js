// spec E18.1
// A comparator that contradicts itself keeps every element.
// gives: [100,true]
const a = Array.from({ length: 100 }, (_, i) => (i * 37) % 101);
let n = 0;
const b = a.toSorted(() => (n++ % 3) - 1);
return [b.length, b.reduce((x, y) => x + y) === a.reduce((x, y) => x + y)];
