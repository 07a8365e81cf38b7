// spec E10.6
// A direct `eval` in the vat finds what is around it.
// gives: 4
return (() => { const x = 4; return { m() { return new (class { n() { return eval('x'); } })().n(); } }.m(); })();
