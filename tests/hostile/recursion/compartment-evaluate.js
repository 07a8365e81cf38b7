// spec M6
// A compartment that evaluates in itself.
// ends: memory limit
// limit: 100000000
const c = new Compartment();
c.globalThis.c = c;
c.globalThis.text = 'c.evaluate(text)';
return c.evaluate(c.globalThis.text);
