// spec E10.6
// A direct `eval` in the vat finds what is around it.
// gives: [3,3]
return (() => { let x = 1; const f = eval('() => ++x'); f(); return [f(), x]; })();
