// spec M6
// Compartments in compartments, each made by the one around it.
// ends: memory limit
// limit: 100000000
const text = 'const c = new Compartment(); c.globalThis.text = text; c.evaluate(text)';
const c = new Compartment();
c.globalThis.text = text;
return c.evaluate(text);
