// spec E10.4
// `arguments` and parameters are apart.
// gives: [1,1,1]
const source = `(function (a) { arguments[0] = 2; return a; })(1)`;
const c = new Compartment();
return [() => c.evaluate(source), () => c.globalThis.eval(source), () => (0, eval)(source)].map(f => { try { return f(); } catch (e) { return e.name; } });
