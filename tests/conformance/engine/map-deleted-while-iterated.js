// spec E18.1
// Entries deleted behind and before an iteration.
// gives: [50,0]
const m = new Map();
for (let i = 0; i < 100; i++) m.set(i, i);
let seen = 0;
for (const [k] of m) { seen++; m.delete(k); m.delete(k + 1); }
return [seen, m.size];
