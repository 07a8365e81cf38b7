// spec E18.4
// Catching without end leaves nothing behind.
// gives: 600000
const g = x => x;
let n = 0;
for (let i = 0; i < 600000; i++) try { g(1, 2, null.x); } catch { n++; }
return n;
