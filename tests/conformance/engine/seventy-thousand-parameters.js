// spec E18.10
// A function may have many parameters.
// gives: 69999
const names = Array.from({ length: 70000 }, (_, i) => 'a' + i);
const f = Function(names.join(), 'return a69999');
return f(...names.keys());
