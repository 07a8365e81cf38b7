// spec E10.4
// Nor wrapped.
// gives: ["number","number","number"]
const source = `typeof (function () { return this; }).call(1)`;
const c = new Compartment();
return [() => c.evaluate(source), () => c.globalThis.eval(source), () => (0, eval)(source)].map(f => { try { return f(); } catch (e) { return e.name; } });
