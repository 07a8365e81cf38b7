// spec E18.2
// So does a pattern.
// gives: 12
let a = 5;
return a + (({ a } = { a: 7 }), a);
