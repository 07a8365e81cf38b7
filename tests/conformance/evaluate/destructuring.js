// spec E8.7
// Patterns at the top of a text.
// gives: [1,2,[3,4],5]
return new Compartment().evaluate('const { a, b: [b, ...c], d = 5 } = { a: 1, b: [2, 3, 4] }; [a, b, c, d]');
