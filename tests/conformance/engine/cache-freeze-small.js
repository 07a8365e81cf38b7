// spec E18.11
// Nor one with few.
// gives: ["TypeError",6]
const set = (o, v) => { o.x = v; };
const h = { x: 5 };
set(h, 6);
Object.freeze(h);
try { set(h, 7); } catch (e) { return [e.name, h.x]; }
