// spec E18.11
// Nor a property that was made read-only.
// gives: ["TypeError",6]
const set = (o, v) => { o.x = v; };
const h = { x: 5 };
set(h, 6);
Object.defineProperty(h, 'x', { writable: false });
try { set(h, 7); } catch (e) { return [e.name, h.x]; }
