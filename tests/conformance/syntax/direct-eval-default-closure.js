// spec E10.6
// A direct `eval` in the vat finds what is around it.
// gives: 3
return ((a, b = () => eval('a'), c = eval('b()')) => c)(3);
