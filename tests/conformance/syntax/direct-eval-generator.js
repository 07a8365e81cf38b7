// spec E10.6
// A direct `eval` in the vat finds what is around it.
// gives: [1,2]
return [...(function* (a) { yield eval('a'); yield eval('a + 1'); })(1)];
