// spec E10.4
// Assigning a property of a primitive throws.
// gives: ["TypeError","TypeError","TypeError"]
const source = `"text".x = 1`;
const c = new Compartment();
return [() => c.evaluate(source), () => c.globalThis.eval(source), () => (0, eval)(source)].map(f => { try { return f(); } catch (e) { return e.name; } });
