// spec E10.6
// A direct `eval` in the vat finds what is around it.
// gives: 3
return (() => { const x = 3; return eval(...['x']); })();
