// spec E10.6
// A direct `eval` in the vat finds what is around it.
// gives: [1,2,3]
return (({ a, ...r }, [b]) => eval('[a, r.c, b]'))({ a: 1, c: 2 }, [3]);
