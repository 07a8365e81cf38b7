// spec E10.6
// A direct `eval` in the vat finds what is around it.
// gives: 6
return (() => { let x = 1; return eval('let y = 2; eval("let z = 3; eval(`x + y + z`)")'); })();
