// spec E14.7
// Cycles are found at any depth.
// throws: TypeError
const ring = [];
let at = ring;
for (let i = 0; i < 50000; i++) { const next = []; at.push(next); at = next; }
at.push(ring);
return JSON.stringify(ring);
