// spec M6
// Delegation through twenty thousand generators.
// ends: stack limit
// limit: 100000000
function* one(inner) { yield* inner; }
let g = [1, 2, 3][Symbol.iterator]();
for (let i = 0; i < 20000; i += 1) g = one(g);
return [...g];
