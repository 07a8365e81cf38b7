// spec M6
// A `get` trap that reads its own proxy.
// ends: stack limit
const p = new Proxy({}, { get: (_, key) => p[key] });
return p.x;
