// spec E10.6
// A direct `eval` in the vat finds what is around it.
// gives: undefined
return (() => { const local = 3; return eval?.('typeof local'); })();
