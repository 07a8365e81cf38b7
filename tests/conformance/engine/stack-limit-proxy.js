// spec E18.3
// And a proxy whose handler inherits from it.
// ends: stack limit
const handler = {};
const p = new Proxy({}, handler);
Object.setPrototypeOf(handler, p);
return p.x;
