// spec E8.11
// And not in the next one, even if this one did not parse.
// gives: ["SyntaxError","SyntaxError"]
const c = new Compartment();
return [() => c.evaluate('eval(', { __rejectSomeDirectEvalExpressions__: false }), () => c.evaluate('eval(1)')].map(f => { try { return f(); } catch (e) { return e.name; } });
