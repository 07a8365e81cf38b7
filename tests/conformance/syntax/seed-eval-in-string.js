// spec E10.6
// Text that looks like a direct eval is only text, in strings and comments.
// gives: ["eval(code)",1,2]
const c = new Compartment();
return [c.evaluate('"eval(code)"'), c.evaluate('1 // eval(code)'), c.evaluate('/* eval (x) */ 2')];
