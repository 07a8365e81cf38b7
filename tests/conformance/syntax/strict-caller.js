// spec E10.4
// A function has no `caller`.
// gives: [false,false,false]
const source = `(function f() { return Object.hasOwn(f, "caller") || Object.hasOwn(f, "arguments"); })()`;
const c = new Compartment();
return [() => c.evaluate(source), () => c.globalThis.eval(source), () => (0, eval)(source)].map(f => { try { return f(); } catch (e) { return e.name; } });
