// spec E8.7, E10.1
// A variable of an evaluated text is undefined until it is assigned, whatever was declared before it.
// gives: ["undefined,undefined","undefined,undefined","undefined,1,undefined","number","undefined,undefined"]
const text = 'function f() {} async function* g() {} var v; var w; String([typeof v, typeof w])';
const compartment = new Compartment();
return [
  compartment.evaluate(text),
  (0, eval)(text),
  compartment.evaluate('function f() {} var v; var w = 1; for (var x in {}) ; String([typeof v, w, typeof x])'),
  compartment.evaluate('var v; function f() {} function v() {} var v = 1; typeof v'),
  new Function('function f() {} var v; { var w; } return String([typeof v, typeof w])')(),
];
