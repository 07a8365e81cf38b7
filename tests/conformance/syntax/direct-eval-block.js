// spec E10.6
// A direct `eval` in the vat finds what is around it.
// gives: 9
return (() => { { let x = 4; { const y = 5; return eval('x + y'); } } })();
