// spec E10.6
// A direct `eval` in the vat finds what is around it.
// gives: 4
return (function (a) { return (() => eval('arguments[0] + a'))(); })(2);
