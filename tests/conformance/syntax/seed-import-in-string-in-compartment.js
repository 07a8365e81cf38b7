// spec E10.7
// In a compartment too.
// gives: ["import('x')",1,2]
const c = new Compartment();
return [c.evaluate('"import(\'x\')"'), c.evaluate('/* import("x") */ 1'), c.evaluate('({ import: () => 2 }).import("x")')];
