// spec E18.2
// Assigning the variable of the body leaves the parameter alone.
// gives: [3,1]
return (function (a, b = () => a) { var a = 2; a = 3; return [a, b()]; })(1);
