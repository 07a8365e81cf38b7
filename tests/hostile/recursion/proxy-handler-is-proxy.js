// spec M6
// A handler whose traps are looked up through a proxy, whose handler is a proxy in turn.
// ends: stack limit
const handler = {};
const p = new Proxy({}, handler);
Object.setPrototypeOf(handler, p);
return p.x;
