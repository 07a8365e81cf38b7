// spec E10.4
// `arguments.callee` throws.
// gives: ["TypeError","TypeError","TypeError"]
const source = `(function () { return arguments.callee; })()`;
const c = new Compartment();
return [() => c.evaluate(source), () => c.globalThis.eval(source), () => (0, eval)(source)].map(f => { try { return f(); } catch (e) { return e.name; } });
