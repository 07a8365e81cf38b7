// spec E10.6
// A method called `eval` is no direct eval.
// gives: 5
return new Compartment().evaluate('({ eval(x) { return x; } }).eval(5)');
