// spec M3
// Sorting by a comparator that contradicts itself.
// gives: true
// limit: 30000000
const a = Array.from({ length: 1000 }, (_, i) => i);
let n = 0;
a.sort(() => ((n = (n * 5 + 3) % 7) > 3 ? 1 : -1));
a.sort(() => NaN);
a.sort(() => 1);
return new Set(a).size === 1000;
