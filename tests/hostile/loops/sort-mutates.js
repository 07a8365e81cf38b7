// spec M3, M5
// A comparator that changes what is sorted.
// gives: true
const a = Array.from({ length: 1000 }, (_, i) => -i);
a.sort((x, y) => { a.length = 0; a.push(1, 2, 3); return x - y; });
return a.length >= 3;
