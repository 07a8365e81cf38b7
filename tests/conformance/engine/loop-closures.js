// spec E18.2
// Each round of a loop has its own variable.
// gives: [[1,2,3],[0,1,2]]
const fs = [];
for (let i = 0; i < 3; fs.push(() => i), i++);
const gs = [];
for (let i = 0; i < 3; i++) { gs.push(() => i); }
return [fs.map(f => f()), gs.map(f => f())];
