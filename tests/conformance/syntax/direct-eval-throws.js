// spec E10.6
// A direct `eval` in the vat finds what is around it.
// gives: 5
return (() => { try { eval('throw 5'); } catch (e) { return e; } })();
