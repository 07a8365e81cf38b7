// spec E10.6
// A direct `eval` in the vat finds what is around it.
// gives: 2
return ((a) => { { let a = 2; return eval('a'); } })(1);
