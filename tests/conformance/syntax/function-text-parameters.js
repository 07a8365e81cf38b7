// spec E10.1
// Parameters may be one text.
// gives: 6
return new Compartment().evaluate('Function("a, b = 2", "c", "return a + b + c")(1, undefined, 3)');
