// spec E10.2
// Parameters and body must each be what they are: none can end the function early.
// gives: ["SyntaxError","SyntaxError"]
return [Function, new Compartment().globalThis.Function].map(F => { try { return F('', '}, function () {')(); } catch (e) { return e.name; } });
