// spec E10.6
// A direct `eval` in the vat finds what is around it.
// gives: 1
return (() => { const k = 'a'; class C { [eval('k')]() { return 1; } } return new C().a(); })();
