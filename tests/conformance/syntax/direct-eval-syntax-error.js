// spec E10.6
// A direct `eval` in the vat finds what is around it.
// gives: true
return (() => { try { eval('('); } catch (e) { return e instanceof SyntaxError; } })();
