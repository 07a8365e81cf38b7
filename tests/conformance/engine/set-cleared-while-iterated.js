// spec E18.1
// A set that is cleared and filled in a loop.
// gives: [[1,2,3,4],1]
const s = new Set([1]);
const seen = [];
for (const x of s) { seen.push(x); if (x < 4) { s.clear(); s.add(x + 1); } }
return [seen, s.size];
