// spec M6
// How deep the stack is cannot be measured by catching its end.
// gives: confined
const depth = n => (n === 0 ? 0 : 1 + depth(n - 1));
return { clock: [depth(500), depth(500)] };
