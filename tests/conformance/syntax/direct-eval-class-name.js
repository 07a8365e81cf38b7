// spec E10.6
// A direct `eval` in the vat finds what is around it.
// gives: true
return (() => { class C { static m() { return eval('C') === C; } } return C.m(); })();
