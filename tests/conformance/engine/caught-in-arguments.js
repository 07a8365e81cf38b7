// spec E18.4
// An exception between arguments leaves the following calls intact.
// gives: [2,2,2]
const out = [];
const f = (...x) => x.length;
for (const v of [1, 2, 3]) { try { out.push(f(v, f(v, null.x))); } catch { out.push(f(v, v)); } }
return out;
