// spec E10.4
// Deleting what cannot be deleted throws.
// gives: ["TypeError","TypeError","TypeError"]
const source = `delete Object.freeze([1])[0]`;
const c = new Compartment();
return [() => c.evaluate(source), () => c.globalThis.eval(source), () => (0, eval)(source)].map(f => { try { return f(); } catch (e) { return e.name; } });
