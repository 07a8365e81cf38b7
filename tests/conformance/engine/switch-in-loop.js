// spec E18.2
// Each entry into a switch has its own variables.
// gives: [0,"ReferenceError",2]
const out = [];
for (let i = 0; i < 3; i++) {
  try { switch (i % 2) { case 0: let y = i; out.push(y); break; case 1: out.push(y); } } catch (e) { out.push(e.name); }
}
return out;
