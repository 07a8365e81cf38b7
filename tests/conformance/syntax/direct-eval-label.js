// spec E10.6
// A direct `eval` in the vat finds what is around it.
// gives: 2
return (() => { let x = 1; a: { eval('x = 2'); break a; } return x; })();
