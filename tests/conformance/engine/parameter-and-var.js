// spec E18.2
// A `var` with the name of a parameter starts with its value, and closures of the parameters keep theirs.
// gives: [1,[2,1]]
return [(function (a, b = () => a) { var a; return b(); })(1), (function (a, b = () => a) { var a = 2; return [a, b()]; })(1)];
