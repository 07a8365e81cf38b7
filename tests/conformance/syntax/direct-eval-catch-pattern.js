// spec E10.6
// A direct `eval` in the vat finds what is around it.
// gives: 3
return (() => { try { throw { x: 3 }; } catch ({ x }) { return eval('x'); } })();
