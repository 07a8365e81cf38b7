// spec E10.4
// Parameters given to `Function` are strict too.
// gives: ["SyntaxError","SyntaxError","SyntaxError"]
return [['a, a', ''], ['eval', ''], ['a = 010', '']].map(args => { try { Function(...args); return 'made'; } catch (e) { return e.name; } });
