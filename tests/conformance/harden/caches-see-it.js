// spec E11.1
// Code that wrote to an object before cannot write to it after it was hardened.
// gives: [99,"TypeError",99]
const attempt = f => { try { f(); return 'did'; } catch (e) { return e.name; } };
const write = (o, v) => { o.x = v; };
const o = { x: 0 };
for (let i = 0; i < 100; i += 1) write(o, i);
harden(o);
return [o.x, attempt(() => write(o, 7)), o.x];
