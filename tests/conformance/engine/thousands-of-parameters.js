// spec E18.10
// A function may have many parameters.
// gives: [0,1999]
const names = Array.from({ length: 2000 }, (_, i) => 'a' + i);
const f = Function(names.join(), 'return [a0, a1999]');
return f(...names.keys());
