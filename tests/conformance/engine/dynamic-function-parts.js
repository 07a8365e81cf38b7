// spec E18.5
// Parameters and body must each be whole.
// gives: ["SyntaxError","SyntaxError","SyntaxError","SyntaxError","SyntaxError","SyntaxError"]
const tries = [['a){}; junk', ''], ['/*', '*/){'], ['a', '}); junk(){'], ['a', '}'], ['a) { return 1; } function b(', ''], ['', 'return 1; } {']];
return tries.map(texts => { try { Function(...texts); return 'made'; } catch (e) { return e.name; } });
