// spec M6
// A `getPrototypeOf` trap that asks its own proxy.
// ends: stack limit
const p = new Proxy({}, { getPrototypeOf: () => Object.getPrototypeOf(p) });
return p instanceof Object;
