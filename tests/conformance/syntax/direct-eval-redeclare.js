// spec E10.6
// A direct `eval` in the vat finds what is around it.
// gives: [2,1]
return (() => { let x = 1; return [eval('let x = 2; x'), x]; })();
