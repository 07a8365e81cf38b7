// spec E10.4
// All code is strict: programs of compartments, texts of `eval` and of `Function`.
// gives: ["SyntaxError","SyntaxError","SyntaxError","SyntaxError"]
const source = `let interface`;
const c = new Compartment();
return [() => c.evaluate(source), () => c.globalThis.eval(source), () => (0, eval)(source), () => Function(source)].map(f => { try { f(); return 'evaluated'; } catch (e) { return e.name; } });
