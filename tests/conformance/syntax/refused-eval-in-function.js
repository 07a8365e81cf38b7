// spec E10.6
// And to the texts of `Function`.
// gives: ["SyntaxError","SyntaxError"]
const F = new Compartment().globalThis.Function; return [['eval(1)'], ['a = eval(1)', '']].map(args => { try { F(...args); } catch (e) { return e.name; } });
