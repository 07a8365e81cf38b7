// spec E18.11
// A setter that became a read-only value refuses.
// gives: ["TypeError",1]
const set = (o, v) => { o.x = v; };
const a = { set x(v) { this.y = v; } };
const b = Object.create(a);
set(b, 1);
Object.defineProperty(a, 'x', { value: 3, writable: false });
try { set(b, 2); } catch (e) { return [e.name, b.y]; }
