// spec E10.6
// A direct `eval` in the vat finds what is around it.
// gives: 2
return (() => { const x = 2; class C { static v; static { this.v = eval('x'); } } return C.v; })();
