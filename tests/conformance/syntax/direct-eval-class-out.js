// spec E10.6
// A direct `eval` in the vat finds what is around it.
// gives: 1
return (() => { let x = 1; const C = eval('(class { v() { return x; } })'); return new C().v(); })();
