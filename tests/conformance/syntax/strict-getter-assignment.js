// spec E10.4
// Assigning what has only a getter throws.
// gives: ["TypeError","TypeError","TypeError"]
const source = `({ get x() { return 1; } }).x = 2`;
const c = new Compartment();
return [() => c.evaluate(source), () => c.globalThis.eval(source), () => (0, eval)(source)].map(f => { try { return f(); } catch (e) { return e.name; } });
