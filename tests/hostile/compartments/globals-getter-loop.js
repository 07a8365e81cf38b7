// spec M3
// A getter among the globals that never ends.
// ends: compute limit
const c = new Compartment();
Object.defineProperty(c.globalThis, 'x', { get() { for (;;) {} } });
return c.evaluate('x');
