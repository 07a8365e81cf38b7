// spec E10.6
// A direct `eval` in the vat finds what is around it.
// gives: 3
return (() => { try { throw 3; } catch (e) { return eval('e'); } })();
