// spec E10.6
// A direct `eval` in the vat finds what is around it.
// gives: 7
return (() => { let x = 2; ({ set g(v) { eval('x = v'); } }).g = 7; return x; })();
