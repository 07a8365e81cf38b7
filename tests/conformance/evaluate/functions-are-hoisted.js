// spec E8.7
// A function can be called before its line.
// gives: 4
return new Compartment().evaluate('f(); function f() { return 4; }');
