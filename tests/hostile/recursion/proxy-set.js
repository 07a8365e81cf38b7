// spec M6
// A `set` trap that writes its own proxy.
// ends: stack limit
const p = new Proxy({}, { set(_, key, value) { p[key] = value; return true; } });
p.x = 1;
