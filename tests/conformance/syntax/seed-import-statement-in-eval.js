// spec E10.4
// Evaluated code is no module.
// gives: ["SyntaxError","SyntaxError"]
return ['import "x"', 'export const x = 1'].map(s => { try { (0, eval)(s); return 'did'; } catch (e) { return e.name; } });
