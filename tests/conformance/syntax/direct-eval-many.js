// spec E10.6
// A direct `eval` in the vat finds what is around it.
// gives: 19900
return (() => { let n = 0; for (let i = 0; i < 200; i++) n += eval('i'); return n; })();
