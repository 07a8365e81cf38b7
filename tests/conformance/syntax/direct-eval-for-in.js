// spec E10.6
// A direct `eval` in the vat finds what is around it.
// gives: a
return (() => { let r; for (const k in { a: 1 }) r = eval('k'); return r; })();
