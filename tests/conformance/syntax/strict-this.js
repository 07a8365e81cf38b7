// spec E10.4
// `this` is never replaced by a global object.
// gives: ["undefined","undefined","undefined"]
const source = `typeof (function () { return this; })()`;
const c = new Compartment();
return [() => c.evaluate(source), () => c.globalThis.eval(source), () => (0, eval)(source)].map(f => { try { return f(); } catch (e) { return e.name; } });
