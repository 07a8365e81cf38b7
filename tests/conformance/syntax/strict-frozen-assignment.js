// spec E10.4
// Assigning what is frozen throws.
// gives: ["TypeError","TypeError","TypeError"]
const source = `Object.freeze({ x: 1 }).x = 2`;
const c = new Compartment();
return [() => c.evaluate(source), () => c.globalThis.eval(source), () => (0, eval)(source)].map(f => { try { return f(); } catch (e) { return e.name; } });
