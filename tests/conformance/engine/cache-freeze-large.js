// spec E18.11
// A frozen object with many properties is not written by a site that wrote it before.
// gives: ["TypeError",6]
const set = (o, v) => { o.x = v; };
const h = { x: 5 };
for (let i = 0; i < 1023; i++) h['k' + i] = i;
set(h, 6);
Object.freeze(h);
try { set(h, 7); } catch (e) { return [e.name, h.x]; }
