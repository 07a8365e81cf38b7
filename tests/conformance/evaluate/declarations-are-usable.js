// spec E8.7
// Within the text declarations do what they do everywhere.
// gives: [6,1,2,3]
return new Compartment().evaluate('var a = f(); function f() { return 6; } let b = 1; const c = 2; class D { v() { return 3; } } [a, b, c, new D().v()]');
