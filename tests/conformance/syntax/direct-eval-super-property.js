// spec E10.6
// A direct `eval` in the vat finds what is around it.
// gives: up
return ({ __proto__: { m() { return 'up'; } }, m() { return eval('super.m()'); } }).m();
