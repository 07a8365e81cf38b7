// spec E10.1
// What the text of an `eval` declares ends with it.
// gives: ["undefined","undefined","undefined","undefined"]
const c = new Compartment(); c.evaluate('(0, eval)("var a = 1; let b; function f() {} class K {}")'); return c.evaluate('[typeof a, typeof b, typeof f, typeof K]');
