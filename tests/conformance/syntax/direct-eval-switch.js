// spec E10.6
// A direct `eval` in the vat finds what is around it.
// gives: 4
return (() => { switch (1) { case 1: let x = 4; return eval('x'); } })();
