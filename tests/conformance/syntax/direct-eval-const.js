// spec E10.6
// A direct `eval` in the vat finds what is around it.
// gives: TypeError
return (() => { const x = 1; try { eval('x = 2'); } catch (e) { return e.name; } })();
