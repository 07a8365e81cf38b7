// spec E8.7
// A `var` is undefined before its line.
// gives: [null,1]
return new Compartment().evaluate('const before = x; var x = 1; [before, x]');
