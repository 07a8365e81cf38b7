// spec M6
// An `ownKeys` trap that asks its own proxy.
// ends: stack limit
const p = new Proxy({}, { ownKeys: () => Reflect.ownKeys(p) });
return Object.keys(p);
