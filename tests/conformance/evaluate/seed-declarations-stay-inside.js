// spec E8.7
// What one evaluation declares, another does not see.
// gives: ["undefined","undefined","undefined"]
const c = new Compartment();
c.evaluate('var a = 1; let b = 2; function f() {}');
return [c.evaluate('typeof a'), c.evaluate('typeof b'), c.evaluate('typeof f')];
