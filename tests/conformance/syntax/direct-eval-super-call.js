// spec E10.6
// A direct `eval` in the vat finds what is around it.
// gives: 3
return new (class extends Array { constructor() { eval('super(3)'); } })().length;
