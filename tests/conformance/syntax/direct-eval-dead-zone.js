// spec E10.6
// A direct `eval` in the vat finds what is around it.
// gives: ReferenceError
return (() => { try { return eval('x'); } catch (e) { return e.name; } let x = 1; })();
