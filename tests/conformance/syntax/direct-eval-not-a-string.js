// spec E10.6
// A direct `eval` in the vat finds what is around it.
// gives: true
return (() => { const o = {}; return eval(o) === o && eval() === undefined; })();
