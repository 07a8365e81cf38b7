// spec E10.6
// A direct `eval` in the vat finds what is around it.
// gives: 2
return (() => { let n = 0; const inc = () => { eval('n++'); }; inc(); inc(); return n; })();
