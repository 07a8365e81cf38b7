// spec M6
// A `has` trap that asks its own proxy.
// ends: stack limit
const p = new Proxy({}, { has: (_, key) => key in p });
return 'x' in p;
