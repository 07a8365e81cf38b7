// spec E18.2
// Nor in a later round of a loop.
// gives: ["ReferenceError","ReferenceError"]
const out = [];
for (let i = 0; i < 2; i++) { try { x = i; let x; out.push('assigned'); } catch (e) { out.push(e.name); } }
return out;
