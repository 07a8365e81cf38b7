// spec E18.2
// Simple parameters and `var` stay one variable.
// gives: [1,1]
return (function (a) { var a; return [a, arguments.length]; })(1);
