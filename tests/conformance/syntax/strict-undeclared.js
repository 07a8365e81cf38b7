// spec E10.4
// Assigning what nobody declared throws.
// gives: ["ReferenceError","ReferenceError","ReferenceError"]
const source = `undeclared = 1`;
const c = new Compartment();
return [() => c.evaluate(source), () => c.globalThis.eval(source), () => (0, eval)(source)].map(f => { try { return f(); } catch (e) { return e.name; } });
