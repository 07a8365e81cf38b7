// spec E11.1
// Assigning to, adding to and deleting from what was hardened throws.
// gives: ["TypeError","TypeError","TypeError","TypeError"]
const attempt = f => { try { f(); return 'did'; } catch (e) { return e.name; } };
const o = harden({ a: { b: 1 } });
return [attempt(() => { o.a = 1; }), attempt(() => { o.a.b = 2; }), attempt(() => { o.c = 1; }), attempt(() => { delete o.a; })];
