// spec E10.6
// A direct `eval` in the vat finds what is around it.
// gives: 4
return (() => { const x = 4; class C { m() { return { n() { return eval('x'); } }.n(); } } return new C().m(); })();
