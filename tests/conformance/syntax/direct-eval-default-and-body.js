// spec E10.6
// A direct `eval` in the vat finds what is around it.
// gives: [5,1]
return (function (a, b = eval('a')) { var a = 5; return [a, b]; })(1);
